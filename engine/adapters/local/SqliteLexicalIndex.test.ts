import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RequestContext } from '../../context.ts';
import { type LibraryDatabase, openDatabase } from './database.ts';
import { type PostingsBlock, PostingsWriter, readPostings } from './lexical/postings.ts';
import { SqlDocumentStore } from './SqlDocumentStore.ts';
import { SqliteLexicalIndex } from './SqliteLexicalIndex.ts';

describe('postings', () => {
  it('gives back what was written, however far apart and however often', () => {
    const writer = new PostingsWriter(20);
    const written: [number, number][] = [];
    for (let n = 0, ordinal = 5; n < 60; n += 1, ordinal += Math.floor(1.6 ** n)) {
      if (ordinal > 2 ** 33) break;
      written.push([ordinal, n % 3 === 0 ? 1 : 2 ** (n % 20)]);
    }
    for (const [ordinal, tf] of written) writer.add(ordinal, tf);
    const blocks = writer.finish();
    expect(blocks.length).toBeGreaterThan(3);
    const read: [number, number][] = [];
    readPostings(blocks, [{ base: 0, count: 2 ** 34, start: 0 }], (_position, tf, ordinal) => read.push([ordinal, tf]));
    expect(read).toEqual(written);
  });

  // Ranges are skipped in growing steps; an error of one would lose or misplace an entry.
  it('visits exactly the ordinals that lie in a range, at their position', () => {
    for (const gap of [1, 2, 3, 7, 50]) {
      const writer = new PostingsWriter(64);
      for (let ordinal = 0; ordinal < 1000; ordinal += gap) writer.add(ordinal, 1);
      const ranges = Array.from({ length: 80 }, (_, n) => ({ base: n * 12 + 3, count: 1 + (n % 9), start: n * 10 }));
      const expected = ranges.flatMap(({ base, count, start }) =>
        Array.from({ length: count }, (_, offset) => [base + offset, start + offset]).filter(([ordinal]) => ordinal! % gap === 0),
      );
      const seen: number[][] = [];
      readPostings(writer.finish(), ranges, (position, _tf, ordinal) => seen.push([ordinal, position]));
      expect(seen).toEqual(expected);
    }
  });
});

describe('SqliteLexicalIndex', () => {
  let folder: string;
  let database: LibraryDatabase;
  let documents: SqlDocumentStore;
  let lexical: SqliteLexicalIndex;
  const ctx: RequestContext = {
    principal: { id: 'p' },
    libraryId: 'ours',
    requestId: 'r',
    signal: new AbortController().signal,
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hub-lexical-'));
    database = await openDatabase(join(folder, 'library.sqlite'));
    documents = new SqlDocumentStore(database.db);
    lexical = new SqliteLexicalIndex(database);
    await documents.ensureLibrary(ctx, 'Ours');
  });
  afterEach(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function publish(n: number, entries: number) {
    const id = `d${n}`;
    const file = { source: 'file', fileName: id, localPath: null, sizeBytes: 1 } as const;
    await documents.insert(ctx, { id, title: id, blobHash: n.toString(16).padStart(64, '0'), ...file });
    await documents.beginRevision(ctx, id, { id: `r${n}`, parser: 'test-1' });
    const terms = (at: number) => ['common', `rare${n}`, ...(at % 2 ? ['odd'] : [])];
    await lexical.add(
      ctx,
      id,
      `r${n}`,
      Array.from({ length: entries }, (_, at) => ({ chunkId: `c${n}-${String(at).padStart(3, '0')}`, terms: terms(at) })),
    );
    await documents.activateRevision(ctx, `r${n}`, null);
  }
  const blocks = (term: string) =>
    database.reader
      .prepare<[string], PostingsBlock>('select base, data from lexical_postings where term = ? order by base')
      .all(term);

  it('merges the blocks of a term, once there are many segments', async () => {
    for (let n = 0; n < 40; n += 1) await publish(n, 3);
    expect(blocks('common')).toHaveLength(40);
    await lexical.optimize(ctx);
    expect(blocks('common')).toHaveLength(1);
    await publish(40, 3);
    await lexical.optimize(ctx);
    expect(blocks('common')).toHaveLength(2);
    expect(await lexical.search(ctx, ['common'], { k: 200 })).toHaveLength(123);
  });

  it('drops postings of what was removed and never uses an ordinal twice', async () => {
    for (let n = 0; n < 10; n += 1) await publish(n, 200);
    for (let n = 3; n < 10; n += 1) {
      const { revisionIds } = await documents.purge(ctx, `d${n}`);
      await lexical.remove(ctx, revisionIds);
    }
    await publish(10, 5);
    expect(await lexical.search(ctx, ['common'], { k: 1000 })).toHaveLength(605);
    await lexical.optimize(ctx);
    expect(blocks('rare3')).toEqual([]);
    expect(blocks('rare2')).toHaveLength(1);
    await publish(11, 5);
    expect(await lexical.search(ctx, ['common'], { k: 1000 })).toHaveLength(610);
    expect(await lexical.search(ctx, ['rare9'], { k: 1000 })).toEqual([]);
    expect(await lexical.frequencies(ctx, ['odd'])).toEqual([304 / 610]);
  });

  it('stops optimizing when asked to, with the index whole', async () => {
    for (let n = 0; n < 40; n += 1) await publish(n, 3);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(lexical.optimize({ ...ctx, signal })).rejects.toThrow('enough');
    expect(await lexical.search(ctx, ['common'], { k: 200 })).toHaveLength(120);
  });
});
