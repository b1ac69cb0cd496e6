import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildIndex, embedIndex } from '../../cli/eval/evalIndex.ts';
import { halfOf } from '../../cli/eval/halfOf.ts';
import { QaAsker } from '../../cli/eval/QaAsker.ts';
import { type QaBenchmark, readQaBenchmark } from '../../cli/eval/qaBenchmark.ts';
import { type ChunkSize, chunkSize } from '../../engine/ingest/packSection.ts';
import { mean } from '../../engine/search/metrics.ts';
import { type BenchResult, type BenchRow, told } from './Bench.ts';
import { CachedEmbedder } from './CachedEmbedder.ts';
import { memoryPorts } from './memoryPorts.ts';

const benchmarks = join(import.meta.dirname, '../../../shared/data/benchmarks');
/** Papers of the tuning half that are asked about: embedding all of them for every size takes half an hour. */
const papers = 26;

const sizes: ChunkSize[] = [
  { target: 110, cap: 170, overlap: 0 },
  { target: 160, cap: 230, overlap: 40 },
  { target: 250, cap: 300, overlap: 0 },
  { target: 250, cap: 300, overlap: 60 },
];

/** How often the answer is among five passages, for chunks of several sizes and overlaps; over the tuning halves alone. */
export async function run(): Promise<BenchResult> {
  const embedder = await CachedEmbedder.open();
  const rows: BenchRow[] = [];
  for (const name of ['covidqa', 'qasper-samples']) {
    if (!existsSync(join(benchmarks, name))) continue;
    const benchmark = tuningHalf(await readQaBenchmark(join(benchmarks, name)));
    for (const size of sizes) {
      const label = `${name}, ${size.target} tokens (at most ${size.cap}), overlap ${size.overlap}`;
      const { ports, ctx } = await memoryPorts(embedder);
      const index = await buildIndex(ports, ctx, benchmark.documents, () => undefined, size);
      await embedIndex(ports, ctx, index, console.log);
      const asker = new QaAsker(ports, ctx, benchmark, index);
      const hits: number[] = [];
      for (const question of benchmark.questions) {
        const hit = await asker.hit(question);
        if (hit !== null) hits.push(Number(hit));
      }
      const chunks = index.documents.reduce((sum, document) => sum + document.chunks.length, 0);
      rows.push(told(`${label}: hit@5`, mean(hits), `of ${hits.length}`), told(`${label}: chunks`, chunks, ''));
    }
  }
  return { name: `Chunks (the product has ${JSON.stringify(chunkSize)})`, rows };
}

function tuningHalf(benchmark: QaBenchmark): QaBenchmark {
  const documents = benchmark.documents.filter(({ id }) => halfOf(id) === 0).slice(0, papers);
  const kept = new Set(documents.map(({ id }) => id));
  return { ...benchmark, documents, questions: benchmark.questions.filter(({ documentId }) => kept.has(documentId)) };
}
