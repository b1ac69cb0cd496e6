import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VectorRow, VectorSpace, VectorStore } from '../../engine/ports/VectorStore.ts';
import { seededRandom } from './random.ts';
import { testContext } from './testContext.ts';

export interface VectorStoreUnderTest {
  store: VectorStore;
  close(): Promise<void>;
}

const ours = testContext('ours');
const theirs = testContext('theirs');
const space: VectorSpace = { id: 'space-a', dimensions: 8, metric: 'cosine' };

const vector = (...values: number[]) => Float32Array.from({ length: space.dimensions }, (_, at) => values[at] ?? 0);
const row = (id: string, values: number[], more: Partial<VectorRow> = {}): VectorRow => ({
  id,
  documentId: 'd1',
  key: `key-${id}`,
  vector: vector(...values),
  ...more,
});

/** Rows with vectors in random directions, sixty to a document, as one would have chunks. */
function randomRows(count: number, seed = 1): VectorRow[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, n) => ({
    id: `c${String(n).padStart(6, '0')}`,
    documentId: `d${Math.floor(n / 60)}`,
    key: `k${n}`,
    vector: vector(...Array.from({ length: space.dimensions }, () => random() * 2 - 1)),
  }));
}

/** The k nearest by looking at all. */
function nearest(rows: VectorRow[], query: Float32Array, k: number): string[] {
  const unit = (values: Float32Array) => {
    const length = Math.hypot(...values);
    return values.map((value) => value / length);
  };
  const wanted = unit(query);
  return rows
    .map(({ id, vector: values }) => ({ id, score: unit(values).reduce((sum, value, at) => sum + value * wanted[at]!, 0) }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, k)
    .map(({ id }) => id);
}

/** `open` gives a store without spaces. */
export function defineVectorStoreContract(name: string, open: () => Promise<VectorStoreUnderTest>): void {
  describe(`VectorStore contract: ${name}`, () => {
    let subject: VectorStoreUnderTest;
    let store: VectorStore;
    beforeEach(async () => {
      subject = await open();
      store = subject.store;
      await store.ensureSpace(ours, space);
    });
    afterEach(() => subject.close());

    const search = (values: number[], more: { k?: number; documentIds?: string[] } = {}, ctx = ours) =>
      store.search(ctx, space.id, vector(...values), { k: 10, ...more });
    const ids = async (...args: Parameters<typeof search>) => (await search(...args)).map((hit) => hit.id);

    it('finds by cosine similarity, whatever the lengths', async () => {
      await store.upsert(ours, space.id, [
        row('same', [5, 0]),
        row('near', [0.3, 0.3]),
        row('across', [0, 2]),
        row('opposite', [-1, 0]),
      ]);
      const hits = await search([0.2, 0]);
      expect(hits.map((hit) => hit.id)).toEqual(['same', 'near', 'across', 'opposite']);
      [1, Math.SQRT1_2, 0, -1].forEach((score, at) => {
        expect(hits[at]!.score).toBeCloseTo(score, 5);
      });
      for (const { score } of hits) expect(Math.abs(score)).toBeLessThanOrEqual(1);
      expect(hits[0]!.documentId).toBe('d1');
    });

    it('says which space is missing and which vector has the wrong length', async () => {
      const missing = { code: 'vector_index_missing' };
      await expect(store.search(ours, 'space-b', vector(1), { k: 1 })).rejects.toMatchObject(missing);
      await expect(store.upsert(ours, 'space-b', [row('c1', [1])])).rejects.toMatchObject(missing);
      await expect(store.count(ours, 'space-b')).rejects.toMatchObject(missing);
      await expect(store.byKeys(ours, 'space-b', ['k'])).rejects.toMatchObject(missing);
      await expect(store.existing(ours, 'space-b', ['c1'])).rejects.toMatchObject(missing);
      await expect(store.removeDocument(ours, 'space-b', 'd1')).rejects.toMatchObject(missing);
      await expect(store.removeChunks(ours, 'space-b', ['c1'])).rejects.toMatchObject(missing);
      await expect(store.optimize(ours, 'space-b')).rejects.toMatchObject(missing);
      const wrong = { code: 'vector_dimension' };
      const long = new Float32Array(9).fill(1);
      await expect(store.search(ours, space.id, long, { k: 1 })).rejects.toMatchObject(wrong);
      await expect(store.upsert(ours, space.id, [row('c1', [1]), row('c2', [1], { vector: long })])).rejects.toMatchObject(wrong);
      await expect(store.ensureSpace(ours, { ...space, dimensions: 9 })).rejects.toMatchObject(wrong);
      expect(await store.count(ours, space.id)).toBe(0);
    });

    it('refuses a vector that holds no numbers', async () => {
      await expect(store.upsert(ours, space.id, [row('c1', [Number.NaN])])).rejects.toMatchObject({ code: 'model_failed' });
    });

    it('makes a space once, however often it is asked to, and lists those there are', async () => {
      await store.upsert(ours, space.id, [row('c1', [1])]);
      await Promise.all([store.ensureSpace(ours, space), store.ensureSpace(theirs, space)]);
      expect(await store.count(ours, space.id)).toBe(1);
      for (let n = 0; n < 12; n += 1) await store.ensureSpace(ours, { ...space, id: `space-${n}` });
      expect((await store.spaces(ours)).length).toBe(13);
    });

    // Two documents ingested at once each made the table; the later one emptied what the first had written.
    it('keeps what was written when several make the same space at the same moment', async () => {
      for (let round = 0; round < 8; round++) {
        const shared = { ...space, id: `shared-${round}` };
        const writers = Array.from({ length: 8 }, async (_, n) => {
          await store.ensureSpace(ours, shared);
          await store.upsert(ours, shared.id, [row(`c${n}`, [1, n])]);
        });
        await Promise.all(writers);
        expect(await store.count(ours, shared.id)).toBe(8);
      }
    });

    it('replaces a row by id and stays the same when rows are written twice', async () => {
      const rows = [row('c1', [1, 0]), row('c2', [0, 1])];
      await store.upsert(ours, space.id, rows);
      await store.upsert(ours, space.id, rows);
      expect(await store.count(ours, space.id)).toBe(2);
      await store.upsert(ours, space.id, [
        row('c1', [0, 0, 7], { documentId: 'd9', key: 'other' }),
        row('c1', [0, 0, 1], { documentId: 'd9', key: 'newest' }),
      ]);
      expect(await store.count(ours, space.id)).toBe(2);
      expect((await search([0, 0, 1], { k: 1 }))[0]).toMatchObject({ id: 'c1', documentId: 'd9' });
      expect([...(await store.byKeys(ours, space.id, ['key-c1', 'other', 'newest'])).keys()]).toEqual(['newest']);
      await store.upsert(ours, space.id, []);
    });

    it('tells what it has, with vectors of length 1', async () => {
      await store.upsert(ours, space.id, [row('c1', [3, 4]), row('c2', [0, 0, 2], { key: 'shared' })]);
      await store.upsert(ours, space.id, [row('c3', [0, 0, 1], { key: 'shared' })]);
      const known = await store.byKeys(ours, space.id, ['key-c1', 'shared', 'nothing']);
      expect([...known.keys()].sort()).toEqual(['key-c1', 'shared']);
      expect(known.get('key-c1')).toBeInstanceOf(Float32Array);
      expect(known.get('key-c1')![0]).toBeCloseTo(0.6, 6);
      expect(known.get('key-c1')![1]).toBeCloseTo(0.8, 6);
      expect([...(await store.existing(ours, space.id, ['c1', 'c3', 'c4']))].sort()).toEqual(['c1', 'c3']);
      expect((await store.byKeys(ours, space.id, [])).size).toBe(0);
      expect((await store.existing(ours, space.id, [])).size).toBe(0);
    });

    it('returns a unit vector as it was written, so that reuse changes nothing', async () => {
      const written = vector(0.6, 0.8);
      await store.upsert(ours, space.id, [row('c1', [], { vector: written })]);
      expect((await store.byKeys(ours, space.id, ['key-c1'])).get('key-c1')).toEqual(written);
    });

    it('breaks ties by id, also where they decide who is among the best k', async () => {
      const same = Array.from({ length: 60 }, (_, n) => row(`c${String((n * 37) % 60).padStart(2, '0')}`, [1, 1]));
      await store.upsert(ours, space.id, same);
      await store.upsert(ours, space.id, [row('z', [1, 0])]);
      expect(await ids([1, 0], { k: 4 })).toEqual(['z', 'c00', 'c01', 'c02']);
    });

    it('keeps libraries apart, also where they use the same ids', async () => {
      await store.upsert(ours, space.id, [row('c1', [1, 0])]);
      await store.upsert(theirs, space.id, [row('c1', [0, 1]), row('c2', [1, 0])]);
      expect(await ids([1, 0])).toEqual(['c1']);
      expect(await ids([1, 0], {}, theirs)).toEqual(['c2', 'c1']);
      expect(await store.count(ours, space.id)).toBe(1);
      expect((await store.byKeys(ours, space.id, ['key-c2'])).size).toBe(0);
      expect((await store.existing(ours, space.id, ['c2'])).size).toBe(0);
      await store.removeDocument(ours, space.id, 'd1');
      await store.removeChunks(ours, space.id, ['c2']);
      expect(await store.count(theirs, space.id)).toBe(2);
      expect(await ids([1, 0])).toEqual([]);
    });

    it('removes documents and chunks, and ignores unknown ones', async () => {
      await store.upsert(ours, space.id, [
        row('c1', [1]),
        row('c2', [1], { documentId: 'd2' }),
        row('c3', [1], { documentId: 'd2' }),
      ]);
      await store.removeDocument(ours, space.id, 'd1');
      await store.removeDocument(ours, space.id, 'd1');
      await store.removeChunks(ours, space.id, ['c3', 'c9']);
      await store.removeChunks(ours, space.id, []);
      expect(await ids([1])).toEqual(['c2']);
    });

    // Ids come from outside the store; one that ends the quotation could read or delete another library's rows.
    it('takes any text as an id, key or library', async () => {
      const odd = [
        "o'neil",
        "' or '1'='1",
        "'; delete from x; --",
        '\\',
        "\\'",
        '"',
        '`a`',
        '%',
        '_',
        'a\nb',
        '测序',
        '\u{1F600}',
        '{}',
        '$1',
        '?',
      ];
      await store.upsert(
        ours,
        space.id,
        odd.map((text, n) => row(text, [1, n], { documentId: text, key: text })),
      );
      await store.upsert(theirs, space.id, [row('theirs', [1])]);
      for (const text of odd) {
        expect(await ids([1], { documentIds: [text] })).toEqual([text]);
        expect([...(await store.existing(ours, space.id, [text]))]).toEqual([text]);
        expect([...(await store.byKeys(ours, space.id, [text])).keys()]).toEqual([text]);
        expect(await store.count(testContext(text), space.id)).toBe(0);
      }
      for (const [n, text] of odd.entries()) {
        await (n % 2 ? store.removeChunks(ours, space.id, [text]) : store.removeDocument(ours, space.id, text));
        expect(await store.count(ours, space.id)).toBe(odd.length - n - 1);
      }
      expect(await store.count(theirs, space.id)).toBe(1);
    });

    it('takes writes at the same time, and shows each once it is awaited', async () => {
      const rows = randomRows(200);
      await Promise.all(
        Array.from({ length: 20 }, async (_, n) => {
          const own = rows.slice(n * 10, n * 10 + 10);
          await store.upsert(ours, space.id, own);
          expect(
            (
              await store.existing(
                ours,
                space.id,
                own.map(({ id }) => id),
              )
            ).size,
          ).toBe(10);
          if (n % 5 === 0) await store.optimize(ours, space.id);
        }),
      );
      expect(await store.count(ours, space.id)).toBe(200);
      expect(await ids([1, 1, 1], { k: 20 })).toEqual(nearest(rows, vector(1, 1, 1), 20));
    });

    // The sizes at which batches, pages and code books of vector indexes begin and end.
    it.each([0, 1, 255, 257, 10_000])('is right with %i rows, before and after it is optimized', async (count) => {
      const rows = randomRows(count);
      for (let at = 0; at < rows.length; at += 2500) await store.upsert(ours, space.id, rows.slice(at, at + 2500));
      const check = async () => {
        expect(await store.count(ours, space.id)).toBe(count);
        for (const seed of [2, 3]) {
          const query = randomRows(1, seed)[0]!.vector;
          const found = (await store.search(ours, space.id, query, { k: 10 })).map((hit) => hit.id);
          expect(found).toEqual(nearest(rows, query, 10));
        }
        expect(await ids([1], { k: 0 })).toEqual([]);
        expect(await ids([1], { k: count + 5 })).toHaveLength(count);
      };
      await check();
      await store.optimize(ours, space.id);
      await check();
    });

    it('finds k of few documents among many, and of many', async () => {
      const rows = randomRows(10_000);
      await store.upsert(ours, space.id, rows);
      await store.optimize(ours, space.id);
      const few = ['d7', 'd120'];
      const many = Array.from({ length: 5000 }, (_, n) => `d${n * 2}`);
      for (const documentIds of [few, many]) {
        const allowed = new Set(documentIds);
        const own = rows.filter((candidate) => allowed.has(candidate.documentId));
        expect(await ids([1, -1, 1], { k: 50, documentIds })).toEqual(nearest(own, vector(1, -1, 1), 50));
      }
      expect(await ids([1], { documentIds: [] })).toEqual([]);
      expect(await ids([1], { documentIds: ['d-none'] })).toEqual([]);
    });
  });
}
