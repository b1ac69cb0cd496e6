import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MemoryLexicalIndex } from '../../engine/adapters/memory/MemoryLexicalIndex.ts';
import type { DocumentStore } from '../../engine/ports/DocumentStore.ts';
import { bm25, type LexicalEntry, type LexicalIndex } from '../../engine/ports/LexicalIndex.ts';
import { seededRandom } from './random.ts';
import { testContext } from './testContext.ts';

export interface LexicalIndexUnderTest {
  documents: DocumentStore;
  lexical: LexicalIndex;
  close(): Promise<void>;
}

const ours = testContext('ours');
const theirs = testContext('theirs');

const entry = (chunkId: string, terms: string): LexicalEntry => ({ chunkId, terms: terms.split(' ').filter(Boolean) });

/** `open` gives an empty index and the DocumentStore that decides what it shows. */
export function defineLexicalIndexContract(name: string, open: () => Promise<LexicalIndexUnderTest>): void {
  describe(`LexicalIndex contract: ${name}`, () => {
    let subject: LexicalIndexUnderTest;
    let documents: DocumentStore;
    let lexical: LexicalIndex;
    beforeEach(async () => {
      subject = await open();
      ({ documents, lexical } = subject);
      await documents.ensureLibrary(ours, 'Ours');
      await documents.ensureLibrary(theirs, 'Theirs');
    });
    afterEach(() => subject.close());

    let made = 0;
    async function insert(id: string, ctx = ours) {
      const blobHash = (made++).toString(16).padStart(64, '0');
      const file = { source: 'file', fileName: `${id}.pdf`, localPath: null, sizeBytes: 1 } as const;
      await documents.insert(ctx, { id, title: id, blobHash, ...file });
    }

    /** A revision with entries, not yet active. */
    async function build(documentId: string, revisionId: string, entries: LexicalEntry[], ctx = ours) {
      await documents.beginRevision(ctx, documentId, { id: revisionId, parser: 'test-1' });
      await lexical.add(ctx, documentId, revisionId, entries);
    }

    /** A document whose entries are visible. */
    async function publish(documentId: string, entries: LexicalEntry[], ctx = ours) {
      await insert(documentId, ctx);
      await build(documentId, `${documentId}-1`, entries, ctx);
      await documents.activateRevision(ctx, `${documentId}-1`, null);
    }

    const search = (terms: string, more: { k?: number; documentIds?: string[] } = {}, ctx = ours) =>
      lexical.search(ctx, terms.split(' ').filter(Boolean), { k: 10, ...more });
    const ids = async (...args: Parameters<typeof search>) => (await search(...args)).map((hit) => hit.chunkId);

    it('finds nothing in an empty library, without terms, and for terms nobody used', async () => {
      expect(await search('maize')).toEqual([]);
      await publish('d1', [entry('c1', 'maize yield')]);
      expect(await search('')).toEqual([]);
      expect(await search('rice')).toEqual([]);
      expect(await search('maize', { k: 0 })).toEqual([]);
    });

    it('scores by BM25 with the parameters of the port', async () => {
      await publish('d1', [entry('c1', 'maize maize yield'), entry('c2', 'soil'), entry('c3', '')]);
      const idf = Math.log(1 + (3 - 1 + 0.5) / (1 + 0.5));
      const norm = bm25.k1 * (1 - bm25.b + (bm25.b * 3) / (4 / 3));
      const [hit, ...rest] = await search('maize');
      expect(rest).toEqual([]);
      expect(hit).toMatchObject({ chunkId: 'c1', documentId: 'd1' });
      expect(hit!.score).toBeCloseTo((idf * 2) / (2 + norm), 12);
    });

    it('adds up the terms, counting repeats in the query once', async () => {
      await publish('d1', [entry('c1', 'maize soil'), entry('c2', 'maize water'), entry('c3', 'water soil')]);
      const [maize] = await search('maize');
      const [soil] = await search('soil');
      const [both] = await search('maize soil maize maize');
      expect(both!.chunkId).toBe('c1');
      expect(both!.score).toBeCloseTo(maize!.score + soil!.score, 12);
    });

    it('breaks ties by chunk id, also where they decide who is among the best k', async () => {
      await publish('d1', [entry('c9', 'maize'), entry('c2', 'maize'), entry('c5', 'maize')]);
      await publish('d2', [entry('c1', 'maize'), entry('c7', 'maize'), entry('x', 'maize maize')]);
      expect(await ids('maize')).toEqual(['x', 'c1', 'c2', 'c5', 'c7', 'c9']);
      expect(await ids('maize', { k: 3 })).toEqual(['x', 'c1', 'c2']);
    });

    it('shows a revision once it is active, and no longer when another takes over', async () => {
      await insert('d1');
      await build('d1', 'r1', [entry('a1', 'maize')]);
      expect(await ids('maize')).toEqual([]);
      await documents.activateRevision(ours, 'r1', null);
      expect(await ids('maize')).toEqual(['a1']);
      await build('d1', 'r2', [entry('b1', 'maize')]);
      expect(await ids('maize')).toEqual(['a1']);
      await documents.activateRevision(ours, 'r2', 'r1');
      expect(await ids('maize')).toEqual(['b1']);
      await lexical.remove(ours, ['r1']);
      expect(await ids('maize')).toEqual(['b1']);
    });

    it('hides trash and shows what was restored', async () => {
      await publish('d1', [entry('c1', 'maize')]);
      await documents.trash(ours, 'd1');
      expect(await ids('maize')).toEqual([]);
      await documents.restore(ours, 'd1');
      expect(await ids('maize')).toEqual(['c1']);
    });

    it('forgets a purged document, before and after its revisions are removed', async () => {
      await publish('d1', [entry('c1', 'maize')]);
      await publish('d2', [entry('c2', 'maize')]);
      const { revisionIds } = await documents.purge(ours, 'd1');
      expect(await ids('maize')).toEqual(['c2']);
      await lexical.remove(ours, revisionIds);
      await lexical.remove(ours, [...revisionIds, 'never-was']);
      expect(await ids('maize')).toEqual(['c2']);
    });

    // A job that was restarted adds under a revision that replaced its own.
    it('ignores entries of a revision that is gone', async () => {
      await insert('d1');
      await build('d1', 'r1', [entry('a1', 'maize')]);
      await build('d1', 'r2', [entry('b1', 'maize')]);
      await lexical.add(ours, 'd1', 'r1', [entry('a2', 'maize')]);
      await documents.activateRevision(ours, 'r2', null);
      expect(await ids('maize')).toEqual(['b1']);
    });

    it('counts visible entries only', async () => {
      await publish('d1', [entry('c1', 'maize yield'), entry('c2', 'soil water depth')]);
      const alone = await search('maize soil');
      await publish('d2', [entry('x1', 'maize'), entry('x2', 'maize maize maize maize')]);
      expect(await search('maize soil')).not.toEqual(alone);
      await documents.trash(ours, 'd2');
      await insert('d3');
      await build('d3', 'r3', [entry('y1', 'soil')]);
      expect(await search('maize soil')).toEqual(alone);
      expect(await lexical.frequencies(ours, ['maize', 'soil', 'rice', 'maize'])).toEqual([0.5, 0.5, 0, 0.5]);
    });

    it('keeps libraries apart', async () => {
      await publish('d1', [entry('c1', 'maize')]);
      const alone = await search('maize');
      await publish('t1', [entry('c1', 'maize'), entry('c2', 'soil')], theirs);
      expect(await search('maize')).toEqual(alone);
      expect(await ids('maize', {}, theirs)).toEqual(['c1']);
      await lexical.remove(ours, ['t1-1']);
      expect(await ids('maize', {}, theirs)).toEqual(['c1']);
      await lexical.remove(theirs, ['t1-1']);
      expect(await ids('maize', {}, theirs)).toEqual([]);
      expect(await ids('maize')).toEqual(['c1']);
      expect(await lexical.frequencies(testContext('none'), ['maize'])).toEqual([0]);
    });

    it('limits the hits to documents without changing their scores', async () => {
      for (let n = 0; n < 20; n += 1) await publish(`d${n}`, [entry(`c${n}`, `maize ${'soil '.repeat(n)}`)]);
      const all = await search('maize', { k: 20 });
      const some = await search('maize', { k: 2, documentIds: ['d17', 'd19', 'd18', 'nobody'] });
      expect(some).toEqual(all.filter((hit) => ['d17', 'd18'].includes(hit.documentId)));
      expect(await search('maize', { documentIds: [] })).toEqual([]);
    });

    it('replaces a chunk that is added again', async () => {
      await insert('d1');
      await build('d1', 'r1', [entry('c1', 'maize'), entry('c2', 'maize soil')]);
      await lexical.add(ours, 'd1', 'r1', [entry('c2', 'water'), entry('c3', 'soil'), entry('c3', 'water')]);
      await documents.activateRevision(ours, 'r1', null);
      expect(await ids('maize')).toEqual(['c1']);
      expect(await ids('soil')).toEqual([]);
      expect(await lexical.frequencies(ours, ['water'])).toEqual([2 / 3]);
      await lexical.add(ours, 'd1', 'r1', [entry('c1', 'rice'), entry('c4', 'rice')]);
      expect(await ids('rice')).toEqual(['c1', 'c4']);
      expect(await ids('maize')).toEqual([]);
    });

    it('takes any text as a term', async () => {
      const odd = ["o'neil", '"', '%', '测序', 'a:b*', '\u{1F600}', 'x'.repeat(5000), 'drop table', '3.5'];
      await publish('d1', [{ chunkId: 'c1', terms: odd }]);
      for (const term of odd) expect((await lexical.search(ours, [term], { k: 1 })).map((hit) => hit.chunkId)).toEqual(['c1']);
    });

    it('returns what looking at every entry returns, also while and after it is optimized', async () => {
      const reference = new MemoryLexicalIndex(documents);
      const random = seededRandom(7);
      // Few very common terms, many rare ones; some entries long and repetitive.
      const term = () => `t${Math.floor(400 * random() ** 4)}`;
      const both = async (documentId: string, revisionId: string, entries: LexicalEntry[]) => {
        await lexical.add(ours, documentId, revisionId, entries);
        await reference.add(ours, documentId, revisionId, entries);
      };
      let made = 0;
      const addRevision = async (documentId: string, revisionId: string, chunks: number) => {
        await documents.beginRevision(ours, documentId, { id: revisionId, parser: 'test-1' });
        for (let batch = 0; batch < 2; batch += 1) {
          const entries = Array.from({ length: chunks }, () => {
            const repeats = random() < 0.02 ? 500 : 1;
            const terms = Array.from({ length: Math.floor(40 * random()) }, term).flatMap((t) => Array<string>(repeats).fill(t));
            return { chunkId: `c${made++}`, terms };
          });
          await both(documentId, revisionId, entries);
        }
      };
      const grow = async (from: number, to: number) => {
        for (let n = from; n < to; n += 1) {
          await insert(`d${n}`);
          await addRevision(`d${n}`, `d${n}-1`, 1 + Math.floor(30 * random()));
          await documents.activateRevision(ours, `d${n}-1`, null);
          if (n % 5 === 0) {
            await addRevision(`d${n}`, `d${n}-2`, 40);
            await documents.activateRevision(ours, `d${n}-2`, `d${n}-1`);
            await documents.pruneRevisions(ours, `d${n}`);
            await lexical.remove(ours, [`d${n}-1`]);
          }
          if (n % 7 === 0) await documents.trash(ours, `d${n}`);
        }
      };
      const compare = async () => {
        for (let q = 0; q < 40; q += 1) {
          const terms = Array.from({ length: 1 + Math.floor(6 * random()) }, term);
          const documentIds = q % 3 === 0 ? [`d${q}`, `d${q + 1}`, `d${q + 2}`] : undefined;
          const options = { k: 1 + Math.floor(30 * random()), ...(documentIds ? { documentIds } : {}) };
          expect(await lexical.search(ours, terms, options)).toEqual(await reference.search(ours, terms, options));
          expect(await lexical.frequencies(ours, terms)).toEqual(await reference.frequencies(ours, terms));
        }
      };
      await grow(0, 60);
      await compare();
      const optimizing = lexical.optimize(ours);
      await grow(60, 70);
      await compare();
      await optimizing;
      await compare();
      await grow(70, 100);
      await lexical.optimize(ours);
      await lexical.optimize(ours);
      await compare();
    });
  });
}
