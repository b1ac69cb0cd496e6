import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toPageRecords } from '../../engine/ingest/chunk.ts';
import type { ChunkRecord } from '../../engine/ports/DocumentStore.ts';
import type { VectorRow } from '../../engine/ports/VectorStore.ts';
import { chunkTerms } from '../../engine/search/analyse.ts';
import type { SearchMode } from '../../engine/search/retrieve.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import { textTrace } from '../fixtures/parsedPages.ts';
import { type BenchResult, type BenchRow, held, percentile, told } from './Bench.ts';
import { hashedVector } from './hashedVector.ts';
import { type BenchLibrary, openLibrary } from './openLibrary.ts';
import { realChunks, realQuestions } from './realText.ts';

/** HUB_BENCH_CHUNKS asks for another size, such as 1,000,000: filling that takes a quarter of an hour. */
const sizes = process.env.HUB_BENCH_CHUNKS ? [Number(process.env.HUB_BENCH_CHUNKS)] : [10_000, 100_000];
const questions = 300;
/** Vectors of one write: many documents' worth, or a million would take an hour. */
const vectorBatch = 3000;
const k = 10;
/** Hybrid search, by size: nobody should wait. */
const goals: Record<number, number> = { 100000: 60, 1000000: 150 };

/**
 * Search as a person meets it: through the engine and its processes, the question's embedding, the boxes and all. Chunks are real text; their
 * vectors are made of hashed words, in the space of the model that embeds the questions.
 */
export async function run(): Promise<BenchResult> {
  const asked = await realQuestions(questions);
  const rows: BenchRow[] = [];
  for (const size of sizes) {
    const folder = await mkdtemp(join(tmpdir(), 'hub-bench-search-'));
    try {
      const label = `${size / 1000}k chunks`;
      const startedAt = performance.now();
      const hasModel = await fill(folder, size);
      rows.push(told(`${label}: index`, (performance.now() - startedAt) / 1000, 's'));
      const library = await openLibrary(undefined, folder);
      const [first, ...others] = asked;
      rows.push(
        told(`${label}: first search after start, the model's loading included`, await time(library, first!, 'hybrid'), 'ms'),
      );
      rows.push(told(`${label}: second search`, await time(library, others[0]!, 'hybrid'), 'ms'));
      for (const mode of hasModel ? (['lexical', 'dense', 'hybrid'] as const) : (['lexical'] as const)) {
        const times: number[] = [];
        for (const question of asked) times.push(await time(library, question, mode));
        const p95 = percentile(times, 95);
        rows.push(told(`${label}: ${mode} p50`, percentile(times, 50), 'ms'));
        const goal = mode === 'hybrid' ? goals[size] : undefined;
        const measure = `${label}: ${mode} p95`;
        rows.push(goal === undefined ? told(measure, p95, 'ms') : held(measure, p95, 'ms', { atMost: goal }));
      }
      await library.close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return { name: 'Search', rows };
}

async function time(library: BenchLibrary, query: string, mode: SearchMode): Promise<number> {
  const startedAt = performance.now();
  await library.engine.call('search', { query, k, mode }, { ctx: library.ctx });
  return performance.now() - startedAt;
}

/** Writes a library of `size` chunks, sixty to a document and four to a page. Returns whether there is a model to search with. */
async function fill(folder: string, size: number): Promise<boolean> {
  const library = await openLibrary(undefined, folder);
  const { ports, ctx } = library;
  const space = await ports.embedder.info().then(
    (info) => info.space,
    (error) => {
      if (AppError.is(error) && error.code === 'model_missing') return null;
      throw error;
    },
  );
  if (space) await ports.vectors.ensureSpace(ctx, space);
  const vectorRows: VectorRow[] = [];
  for (const [id, own] of Map.groupBy(await realChunks(size), (chunk) => chunk.documentId)) {
    const pages = Array.from({ length: Math.ceil(own.length / 4) }, (_, n) => page(n + 1, own.slice(n * 4, n * 4 + 4)));
    const blobHash = id.slice(1).padStart(64, '0');
    await ports.documents.insert(ctx, { id, title: id, source: 'file', fileName: id, localPath: null, blobHash, sizeBytes: 1 });
    await ports.documents.beginRevision(ctx, id, { id: `${id}-1`, parser: 'bench' });
    await ports.documents.addPages(ctx, `${id}-1`, toPageRecords(pages));
    let start = 0;
    const chunks = own.map(({ id: chunkId, text }, ordinal): ChunkRecord => {
      const span = { start, end: start + text.length };
      start = span.end;
      const number = Math.floor(ordinal / 4) + 1;
      const place = { ordinal, section: '', pageFirst: number, pageLast: number };
      return { id: chunkId, kind: 'text', ...place, ...span, text, embedKey: chunkId.padStart(64, '0') };
    });
    await ports.documents.addChunks(ctx, `${id}-1`, chunks);
    const entries = chunks.map(({ id: chunkId, text }) => ({ chunkId, terms: chunkTerms({ title: '', section: '', text }) }));
    await ports.lexical.add(ctx, id, `${id}-1`, entries);
    await ports.documents.activateRevision(ctx, `${id}-1`, null);
    // Else the engine, once started on it, would try to take these documents in, beside the searches.
    await ports.documents.update(ctx, id, { status: 'ready', vectors: 'complete', chunkCount: chunks.length });
    if (!space) continue;
    const vectors = chunks.map(({ text }) => hashedVector(text, space.dimensions));
    const rowOf = (chunk: ChunkRecord, at: number) => ({
      id: chunk.id,
      documentId: id,
      key: chunk.embedKey,
      vector: vectors[at]!,
    });
    vectorRows.push(...chunks.map(rowOf));
    if (vectorRows.length >= vectorBatch) await ports.vectors.upsert(ctx, space.id, vectorRows.splice(0));
  }
  if (space) await ports.vectors.upsert(ctx, space.id, vectorRows);
  await ports.lexical.optimize(ctx);
  if (space) await ports.vectors.optimize(ctx, space.id);
  await library.close();
  return space !== null;
}

function page(number: number, chunks: { text: string }[]) {
  const text = chunks.map((chunk) => chunk.text).join('');
  const runs = [...text.matchAll(/\S+/g)].map(({ 0: word, index }, n) => ({
    start: index,
    end: index + word.length,
    x: 72 + (n % 12) * 38,
    y: 72 + Math.floor(n / 12) * 12,
    width: 36,
    height: 11,
  }));
  return { number, label: null, width: 612, height: 792, text, runs, blocks: [], error: null, trace: textTrace };
}
