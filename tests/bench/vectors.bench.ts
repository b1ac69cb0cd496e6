import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { connect } from '@lancedb/lancedb';
import { LanceVectorStore } from '../../engine/adapters/local/LanceVectorStore.ts';
import type { RequestContext } from '../../engine/context.ts';
import type { VectorStore } from '../../engine/ports/VectorStore.ts';
import { type BenchResult, type BenchRow, held, percentile, told } from './Bench.ts';
import { openLibrary } from './openLibrary.ts';
import { ProcessMemory } from './ProcessMemory.ts';
import { likeThese, realVectors } from './realVectors.ts';

const sizes = [100_000, 1_000_000];
const questions = 200;
const k = 10;
/** Rows of one write; a document brings some hundred, the largest some thousand. */
const batchRows = 5000;

/** Meaning search alone: the index over many vectors that are spread like real ones, asked by real questions, against comparing them all. */
export async function run(): Promise<BenchResult> {
  const library = await openLibrary();
  const real = await realVectors(library.ports.embedder, questions);
  const { space } = await library.ports.embedder.info();
  const { ctx } = library;
  await library.close();
  const rows: BenchRow[] = [];
  for (const size of sizes) {
    const folder = await mkdtemp(join(tmpdir(), 'hub-bench-vectors-'));
    const store = await LanceVectorStore.open(folder);
    try {
      const label = `${size / 1000}k vectors`;
      await store.ensureSpace(ctx, space);
      rows.push(told(`${label}: write`, await seconds(() => fill(store, ctx, space.id, real.chunks, size)), 's'));
      const memory = new ProcessMemory(process.pid, 100);
      const before = process.memoryUsage.rss() / 2 ** 20;
      // While the index is built, searches go on.
      const asked: number[] = [];
      let built = false;
      const building = seconds(async () => {
        await store.optimize(ctx, space.id);
        built = true;
      });
      for (let n = 0; !built; n = (n + 1) % questions)
        asked.push(await ms(() => store.search(ctx, space.id, real.questions[n]!, { k })));
      rows.push(told(`${label}: index`, await building, 's'));
      memory.stop();
      rows.push(told(`${label}: memory added while it is built`, memory.peakMb - before, 'MB'));
      rows.push(told(`${label}: search while it is built, p95`, percentile(asked, 95), 'ms'));

      const times: number[] = [];
      let found = 0;
      for (const question of real.questions) {
        let near: string[] = [];
        times.push(
          await ms(async () => {
            near = (await store.search(ctx, space.id, question, { k })).map(({ id }) => id);
          }),
        );
        const exact = await nearestOfAll(folder, space.id, question);
        found += near.filter((id) => exact.has(id)).length;
      }
      rows.push(told(`${label}: p50`, percentile(times, 50), 'ms'));
      rows.push(held(`${label}: p95`, percentile(times, 95), 'ms', { atMost: 30 }));
      rows.push(held(`${label}: recall@${k}`, found / (k * questions), '', { atLeast: 0.95 }));
      // What a compaction replaced is removed by a later one, when no search can still be reading it.
      await delay(61_000);
      await store.optimize(ctx, space.id);
      rows.push(
        held(`${label}: disk against raw vectors`, (await bytesIn(folder)) / (size * space.dimensions * 4), '×', { atMost: 1.5 }),
      );
    } finally {
      store.close();
      await rm(folder, { recursive: true, force: true });
    }
  }
  return { name: 'Vectors', rows };
}

async function fill(store: VectorStore, ctx: RequestContext, spaceId: string, real: Float32Array[], size: number): Promise<void> {
  let batch: Parameters<VectorStore['upsert']>[2] = [];
  let n = 0;
  for (const vector of likeThese(real, size)) {
    const id = `c${String(n).padStart(7, '0')}`;
    batch.push({ id, documentId: `d${Math.floor(n / 60)}`, key: id.padStart(64, '0'), vector });
    n += 1;
    if (batch.length < batchRows && n < size) continue;
    await store.upsert(ctx, spaceId, batch);
    batch = [];
  }
}

/** Ids of the nearest by comparing every vector. */
async function nearestOfAll(folder: string, spaceId: string, question: Float32Array): Promise<Set<string>> {
  const table = await (await connect(folder)).openTable(spaceId);
  const query = table.query().nearestTo(question).distanceType('dot').bypassVectorIndex();
  const rows = (await query.select(['id', '_distance']).limit(k).toArray()) as { id: string }[];
  return new Set(rows.map(({ id }) => id));
}

const seconds = async (work: () => Promise<unknown>) => (await ms(work)) / 1000;

async function ms(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function bytesIn(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(files.filter((file) => file.isFile()).map((file) => stat(join(file.parentPath, file.name))));
  return sizes.reduce((sum, { size }) => sum + size, 0);
}
