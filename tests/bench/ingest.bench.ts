import { monitorEventLoopDelay } from 'node:perf_hooks';
import { embeddingInput } from '../../engine/ingest/chunk.ts';
import type { StoredChunk } from '../../engine/ports/DocumentStore.ts';
import { type BenchResult, held, percentile, told } from './Bench.ts';
import { addPapers, type BenchLibrary, openLibrary, papersDir } from './openLibrary.ts';
import { ProcessMemory } from './ProcessMemory.ts';

const questions = [
  'What effect did seed distribution and plant population have on maize grain yield?',
  'How long does the transition from colostrum to mature milk take in the giant panda?',
  'Which volatile compounds mark durum wheat kernels infected by Fusarium poae?',
  'How are trace links between architecture documentation and source code recovered?',
  'At what age do triathletes peak in ultra-triathlon races?',
  'What barriers to quality improvement were found at the medical department?',
  'Which diversity measures best differentiate land cover types in the eastern Amazon?',
  'What happens to drug mass flow rates when furosemide and midazolam are infused together?',
];

/**
 * The whole ingest of 44 papers against embedding their chunks alone, in the same run: what reading, storing and moving things costs on top. With
 * peak memory, where the time went, how late the host's event loop ran meanwhile, and evidence answers over the result.
 */
export async function run(): Promise<BenchResult> {
  const stages = new Map<string, number>();
  const library = await openLibrary(({ stage, durationMs }) => {
    if (typeof stage === 'string' && typeof durationMs === 'number') stages.set(stage, (stages.get(stage) ?? 0) + durationMs);
  });
  try {
    const delay = monitorEventLoopDelay({ resolution: 10 });
    const memory = new ProcessMemory(process.pid);
    // The model's start is not part of either side.
    await library.ports.embedder.embed(['warm'], { kind: 'query', signal: library.ctx.signal });
    delay.enable();
    const startedAt = performance.now();
    await addPapers(library);
    const ingestMs = performance.now() - startedAt;
    delay.disable();
    memory.stop();
    const documents = await chunksByDocument(library);
    const embedMs = await embedAlone(library, documents);
    const answerMs = await answers(library);
    const chunks = documents.reduce((sum, { length }) => sum + length, 0);
    return {
      name: `Ingest of ${papersDir.split('/').slice(-3).join('/')}`,
      rows: [
        told('documents', documents.length, ''),
        told('chunks', chunks, ''),
        told('whole ingest', ingestMs / 1000, 's'),
        told('embedding alone', embedMs / 1000, 's'),
        held('ingest / embedding alone', ingestMs / embedMs, '×', { atMost: 1.15 }),
        told('in reading stages (of documents side by side)', (stages.get('parse') ?? 0) / 1000, 's'),
        told('in embedding stages (of documents side by side)', (stages.get('embed') ?? 0) / 1000, 's'),
        told('peak memory, all processes', memory.peakMb, 'MB'),
        told('peak memory, largest process', memory.peakOfOneMb, 'MB'),
        held('host event-loop delay p99', delay.percentile(99) / 1e6, 'ms', { atMost: 50 }),
        told('host event-loop delay max', delay.max / 1e6, 'ms'),
        told('evidence answer p50', percentile(answerMs, 50), 'ms'),
        held('evidence answer p95', percentile(answerMs, 95), 'ms', { atMost: 1000 }),
      ],
    };
  } finally {
    await library.close();
  }
}

async function chunksByDocument({ ports, ctx }: BenchLibrary): Promise<StoredChunk[][]> {
  const { items } = await ports.documents.list(ctx, { limit: 500, statuses: ['ready', 'partial'] });
  return await Promise.all(
    items.map(({ activeRevisionId }) => ports.documents.listChunks(ctx, activeRevisionId!, { fromOrdinal: 0, limit: 5000 })),
  );
}

/** The same texts through the same process, in requests as ingestion makes them, one after another. */
async function embedAlone({ ports, ctx }: BenchLibrary, documents: StoredChunk[][]): Promise<number> {
  const startedAt = performance.now();
  for (const chunks of documents) {
    const sorted = [...chunks].sort((a, b) => b.text.length - a.text.length);
    for (let at = 0; at < sorted.length; at += 32) {
      const texts = sorted.slice(at, at + 32).map((chunk) => embeddingInput(chunk.title, chunk.section, chunk.text));
      await ports.embedder.embed(texts, { kind: 'document', signal: ctx.signal });
    }
  }
  return performance.now() - startedAt;
}

async function answers({ engine, ctx }: BenchLibrary): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < 4; round++) {
    for (const question of questions) {
      const { ms } = await engine.call('answers.ask', { question, generator: 'evidence' }, { ctx });
      times.push(ms.total);
    }
  }
  return times;
}
