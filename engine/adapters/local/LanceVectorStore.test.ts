import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@lancedb/lancedb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { seededRandom } from '../../../tests/contract/random.ts';
import { testContext } from '../../../tests/contract/testContext.ts';
import type { VectorRow, VectorSpace } from '../../ports/VectorStore.ts';
import { LanceVectorStore } from './LanceVectorStore.ts';
import { ensureAnnIndex } from './vectors/tableIndexes.ts';

const ctx = testContext('ours');
const space: VectorSpace = { id: 'space', dimensions: 64, metric: 'cosine' };
let folder: string;
let store: LanceVectorStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-lance-'));
  store = await LanceVectorStore.open(folder);
});
afterEach(async () => {
  store.close();
  await rm(folder, { recursive: true, force: true });
});

/** Vectors around some hundred topics, as texts have them. */
function topicRows(count: number): VectorRow[] {
  const random = seededRandom(5);
  const normal = () => random() + random() + random() - 1.5;
  const topics = Array.from({ length: 100 }, () => Float32Array.from({ length: space.dimensions }, normal));
  return Array.from({ length: count }, (_, n) => ({
    id: `c${String(n).padStart(6, '0')}`,
    documentId: `d${Math.floor(n / 30)}`,
    key: `k${n}`,
    vector: topics[n % topics.length]!.map((value) => value + normal()),
  }));
}

async function write(rows: VectorRow[]) {
  await store.ensureSpace(ctx, space);
  for (let at = 0; at < rows.length; at += 5000) await store.upsert(ctx, space.id, rows.slice(at, at + 5000));
}

function nearest(rows: VectorRow[], query: Float32Array, k: number): string[] {
  return rows
    .map(({ id, vector }) => {
      let dot = 0;
      for (let at = 0; at < vector.length; at += 1) dot += vector[at]! * query[at]!;
      return { id, score: dot / Math.hypot(...vector) };
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, k)
    .map(({ id }) => id);
}

async function recall(rows: VectorRow[], options: { k: number; documentIds?: string[] }): Promise<number> {
  let found = 0;
  const queries = topicRows(3000).slice(-8);
  const allowed = options.documentIds && new Set(options.documentIds);
  const searched = allowed ? rows.filter((row) => allowed.has(row.documentId)) : rows;
  for (const { vector } of queries) {
    const hits = new Set((await store.search(ctx, space.id, vector, options)).map((hit) => hit.id));
    expect(hits.size).toBe(options.k);
    found += nearest(searched, vector, options.k).filter((id) => hits.has(id)).length;
  }
  return found / (queries.length * options.k);
}

const indexes = async () => (await (await (await connect(folder)).openTable(space.id)).listIndices()).map((index) => index.name);

it('searches a large table through an index that keeps its recall, for all and for few documents, and finds what came later', async () => {
  const rows = topicRows(30_000);
  await write(rows.slice(0, 29_000));
  await store.optimize(ctx, space.id);
  expect(await indexes()).toContain('vector_idx');
  await write(rows.slice(29_000));
  expect(await recall(rows, { k: 10 })).toBeGreaterThanOrEqual(0.95);
  const one = { k: 10, documentIds: Array.from({ length: 10 }, (_, n) => `d${n * 99}`) };
  expect(await recall(rows, one)).toBe(1);
  const most = { k: 10, documentIds: Array.from({ length: 900 }, (_, n) => `d${n}`) };
  expect(await recall(rows, most)).toBeGreaterThanOrEqual(0.95);

  const removed = rows.slice(0, 30).map((row) => row.id);
  await store.removeDocument(ctx, space.id, 'd0');
  const hits = await store.search(ctx, space.id, rows[0]!.vector, { k: 50 });
  expect(hits.filter((hit) => removed.includes(hit.id))).toEqual([]);

  store.close();
  store = await LanceVectorStore.open(folder);
  expect(await recall(rows.slice(30), { k: 10 })).toBeGreaterThanOrEqual(0.95);
});

// An index over many vectors takes minutes; a paper that is read meanwhile must not wait for it, nor be lost by it.
it('takes writes while an index is built, and finds them afterwards', async () => {
  const rows = topicRows(30_000);
  await write(rows.slice(0, 26_000));
  let done = false;
  const building = store.optimize(ctx, space.id).then(() => {
    done = true;
  });
  let during = 0;
  // New rows, and some that replace what the index is being built over.
  for (let at = 26_000; at < rows.length; at += 250) {
    await store.upsert(ctx, space.id, [...rows.slice(at, at + 250), ...rows.slice(at - 26_000, at - 25_900)]);
    if (!done) during += 1;
  }
  await building;
  expect(during).toBeGreaterThan(0);
  expect(await store.count(ctx, space.id)).toBe(rows.length);
  expect(await indexes()).toContain('vector_idx');
  await store.optimize(ctx, space.id);
  expect(await recall(rows, { k: 10 })).toBeGreaterThanOrEqual(0.95);
});

// Vectors without any structure, one partition of several searched and nothing compared exactly: most neighbours are missed.
it('does not keep an index that misses neighbours', async () => {
  const random = seededRandom(9);
  await write(
    Array.from({ length: 20_000 }, (_, n) => ({
      id: `c${n}`,
      documentId: 'd',
      key: `k${n}`,
      vector: Float32Array.from({ length: space.dimensions }, () => random() - 0.5),
    })),
  );
  const table = await (await connect(folder)).openTable(space.id);
  const careless = { probes: 1, refined: 10 };
  expect(await ensureAnnIndex(table, 20_000, [], [careless])).toBeNull();
  expect(await indexes()).toEqual([]);
  const thorough = { probes: 50, refined: 1000 };
  expect(await ensureAnnIndex(table, 20_000, [], [careless, thorough])).toEqual(thorough);
  expect(await indexes()).toEqual(['vector_idx']);
});

// Left by a crash, it would make every later embedding of the library fail.
it('makes a space whose folder holds no table', async () => {
  store.close();
  await mkdir(join(folder, 'space.lance', 'data'), { recursive: true });
  store = await LanceVectorStore.open(folder);
  expect(await store.spaces()).toEqual([]);
  await store.ensureSpace(ctx, space);
  expect(await store.count(ctx, space.id)).toBe(0);
});
