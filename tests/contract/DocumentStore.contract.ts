import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ChunkRecord,
  type DocumentStore,
  type NewDocument,
  type PageRecord,
  type Reading,
  stageRunsKept,
} from '../../engine/ports/DocumentStore.ts';
import type { PageTrace, StageRun } from '../../shared/domain/inspection.ts';
import { testContext } from './testContext.ts';

export interface DocumentStoreUnderTest {
  store: DocumentStore;
  close(): Promise<void>;
}

const ours = testContext('ours');
const theirs = testContext('theirs');

const hash = (n: number) => n.toString(16).padStart(64, '0');

function newDocument(n: number, more: Partial<NewDocument> = {}): NewDocument {
  return {
    id: `doc-${String(n).padStart(3, '0')}`,
    title: `Paper ${n}`,
    source: 'file',
    fileName: `paper-${n}.pdf`,
    localPath: `/papers/paper-${n}.pdf`,
    blobHash: hash(n),
    sizeBytes: 1000 + n,
    ...more,
  };
}

function page(number: number, text = `Text of page ${number}.`): PageRecord {
  const runs = [{ start: 0, end: 4, x: 72, y: 90.25, width: 30.5, height: 11 }];
  return { number, label: null, width: 612, height: 792, start: (number - 1) * 100, text, runs, error: null, trace: null };
}

function chunk(id: string, ordinal: number, text = `Text of chunk ${id}.`): ChunkRecord {
  const span = { start: ordinal * 100, end: ordinal * 100 + text.length };
  return {
    id,
    ordinal,
    kind: 'text',
    section: 'Methods › Data',
    ...span,
    pageFirst: 1,
    pageLast: 2,
    text,
    embedKey: hash(ordinal),
  };
}

const reading: Reading = {
  abstract: 'Barley grows — “fast”.',
  venue: 'Journal of Barley',
  arxivId: '2401.01234',
  sections: [
    { title: '1 Introduction', level: 1, page: 1 },
    { title: '1.1 Sites', level: 2, page: 2 },
  ],
  references: [
    { text: 'Smith J (2001) On barley.', page: 2, doi: '10.1000/182', title: 'On barley', year: 2001 },
    { text: 'Unknown.', page: 2, doi: null, title: null, year: null },
  ],
};

const run = (startedAt: number, more: Partial<StageRun> = {}): StageRun => ({
  stage: 'parse',
  startedAt,
  durationMs: 12,
  outcome: 'done',
  counts: { pages: 2 },
  error: null,
  ...more,
});

const chunksOf = (ids: string[]) => ids.map((id, ordinal) => chunk(id, ordinal));

/** `open` gives an empty store whose clock is `now`. */
export function defineDocumentStoreContract(name: string, open: (now: () => number) => Promise<DocumentStoreUnderTest>): void {
  describe(`DocumentStore contract: ${name}`, () => {
    let clock: number;
    let subject: DocumentStoreUnderTest;
    let store: DocumentStore;
    beforeEach(async () => {
      clock = 1_700_000_000_000;
      subject = await open(() => clock);
      store = subject.store;
      await store.ensureLibrary(ours, 'Ours');
      await store.ensureLibrary(theirs, 'Theirs');
    });
    afterEach(() => subject.close());

    /** A document with an active revision of two pages and the chunks named. */
    async function publish(n: number, chunkIds: string[], ctx = ours) {
      const { document } = await store.insert(ctx, newDocument(n));
      await buildRevision(document.id, `rev-${n}`, chunkIds, ctx);
      await store.activateRevision(ctx, `rev-${n}`, null);
      return document;
    }

    async function buildRevision(documentId: string, revisionId: string, chunkIds: string[], ctx = ours) {
      const revision = await store.beginRevision(ctx, documentId, { id: revisionId, parser: 'test-1' });
      await store.addPages(ctx, revisionId, [page(1), page(2)]);
      await store.addChunks(ctx, revisionId, chunksOf(chunkIds));
      return revision;
    }

    const visibleIds = async (ids: string[], ctx = ours) => (await store.visibleChunks(ctx, ids)).map((found) => found.id);

    describe('libraries', () => {
      it('are created once and keep their name', async () => {
        clock += 5;
        expect(await store.ensureLibrary(ours, 'Another name')).toEqual({ id: 'ours', name: 'Ours', createdAt: clock - 5 });
        expect((await store.listLibraries()).map((library) => library.id)).toEqual(['ours', 'theirs']);
      });

      it('must be there before a document goes in', async () => {
        await expect(store.insert(testContext('nowhere'), newDocument(1))).rejects.toMatchObject({ code: 'not_found' });
      });
    });

    describe('documents', () => {
      it('are inserted as queued with everything that was said about them', async () => {
        const { document, duplicate } = await store.insert(ours, newDocument(1));
        expect(duplicate).toBe(false);
        expect(document).toEqual({
          ...newDocument(1),
          libraryId: 'ours',
          status: 'queued',
          error: null,
          authors: [],
          year: null,
          doi: null,
          language: null,
          editedFields: [],
          collectionIds: [],
          tagIds: [],
          pageCount: 0,
          pagesDone: 0,
          chunkCount: 0,
          chunksEmbedded: 0,
          vectors: 'none',
          activeRevisionId: null,
          crashes: 0,
          createdAt: clock,
          updatedAt: clock,
          startedAt: null,
          finishedAt: null,
          deletedAt: null,
        });
        expect(await store.get(ours, document.id)).toEqual(document);
        expect(await store.get(ours, 'unknown')).toBeNull();
      });

      it('with the same bytes are told as duplicates, in the trash too, and write nothing', async () => {
        await store.insert(ours, newDocument(1));
        const again = newDocument(2, { blobHash: hash(1) });
        expect(await store.insert(ours, again)).toMatchObject({ duplicate: true, document: { id: 'doc-001', deletedAt: null } });
        await store.trash(ours, 'doc-001');
        expect(await store.insert(ours, again)).toMatchObject({ duplicate: true, document: { id: 'doc-001', deletedAt: clock } });
        expect(await store.get(ours, 'doc-002')).toBeNull();
      });

      it('go in again after they were purged', async () => {
        await store.insert(ours, newDocument(1));
        await store.purge(ours, 'doc-001');
        expect(await store.insert(ours, newDocument(2, { blobHash: hash(1) }))).toMatchObject({ duplicate: false });
      });

      // A caller that lost the answer to its insert asks again.
      it('are no duplicate of themselves', async () => {
        await store.insert(ours, newDocument(1));
        expect(await store.insert(ours, newDocument(1))).toMatchObject({ duplicate: false, document: { id: 'doc-001' } });
        expect((await store.list(ours, { limit: 10 })).items).toHaveLength(1);
      });

      it('may hold the same bytes in two libraries', async () => {
        await store.insert(ours, newDocument(1));
        const { duplicate } = await store.insert(theirs, newDocument(2, { blobHash: hash(1) }));
        expect(duplicate).toBe(false);
      });

      it('take the fields of a patch and keep the others', async () => {
        await store.insert(ours, newDocument(1));
        clock += 10;
        const error = { code: 'pdf_pages_failed', message: 'Page 3', action: 'Look', pages: [3, 5] };
        const authors = ['Ada Lovelace', 'Émilie du Châtelet'];
        const changed = await store.update(ours, 'doc-001', { status: 'partial', error, authors, year: 1843, startedAt: 7 });
        expect(changed).toMatchObject({ status: 'partial', error, authors, year: 1843, startedAt: 7, title: 'Paper 1' });
        expect(changed).toMatchObject({ createdAt: clock - 10, updatedAt: clock });
        const cleared = await store.update(ours, 'doc-001', { error: null, year: null, vectors: 'building' });
        expect(cleared).toMatchObject({ status: 'partial', error: null, authors, year: null, vectors: 'building' });
        expect(await store.get(ours, 'doc-001')).toEqual(cleared);
        expect(await store.update(ours, 'unknown', { title: 'x' })).toBeNull();
      });

      // A later reading would take back what a person put right.
      it('keep what a person said, whatever is read later', async () => {
        await store.insert(ours, newDocument(1));
        const edited = await store.edit(ours, 'doc-001', { year: null, title: 'As printed' });
        expect(edited).toMatchObject({ title: 'As printed', year: null, editedFields: ['title', 'year'] });
        const read = await store.update(ours, 'doc-001', { title: 'scan_001', authors: ['Ada'], year: 1999, pageCount: 3 });
        expect(read).toMatchObject({ title: 'As printed', authors: ['Ada'], year: null, pageCount: 3 });
        expect(await store.edit(ours, 'doc-001', { authors: [] })).toMatchObject({ editedFields: ['title', 'authors', 'year'] });
        expect(await store.get(ours, 'doc-001')).toMatchObject({ title: 'As printed', authors: [], year: null });
        await expect(store.edit(ours, 'unknown', { title: 'x' })).rejects.toMatchObject({ code: 'not_found' });
        await expect(store.edit(theirs, 'doc-001', { title: 'x' })).rejects.toMatchObject({ code: 'not_found' });
      });

      it('give back an error without pages as it was', async () => {
        await store.insert(ours, newDocument(1));
        const error = { code: 'pdf_corrupt', message: 'Broken', action: '' };
        expect((await store.update(ours, 'doc-001', { error }))?.error).toEqual(error);
      });

      it('hand out copies', async () => {
        const { document } = await store.insert(ours, newDocument(1));
        document.title = 'changed by the caller';
        document.authors.push('nobody');
        expect(await store.get(ours, 'doc-001')).toMatchObject({ title: 'Paper 1', authors: [] });
      });

      it('are counted by status, the trash apart', async () => {
        for (const n of [1, 2, 3, 4]) await store.insert(ours, newDocument(n));
        await store.insert(theirs, newDocument(9));
        await store.update(ours, 'doc-001', { status: 'ready', pageCount: 12, chunkCount: 40 });
        await store.update(ours, 'doc-002', { status: 'ready', pageCount: 3, chunkCount: 7 });
        await store.update(ours, 'doc-003', { status: 'ready', pageCount: 100, chunkCount: 100 });
        await store.trash(ours, 'doc-003');
        expect(await store.counts(ours)).toEqual({
          byStatus: { ready: 2, queued: 1 },
          trashed: 1,
          pages: 15,
          chunks: 47,
          sizeBytes: 1001 + 1002 + 1004,
        });
        expect(await store.counts(testContext('nowhere'))).toMatchObject({ byStatus: {}, trashed: 0, pages: 0, sizeBytes: 0 });
      });
    });

    describe('list', () => {
      it('is newest first and pages stay put when documents come in between', async () => {
        // Two of each creation time: the id decides within one.
        for (let n = 1; n <= 9; n++) {
          clock += n % 2;
          await store.insert(ours, newDocument(n));
        }
        const first = await store.list(ours, { limit: 4 });
        expect(first.items.map((item) => item.id)).toEqual(['doc-009', 'doc-008', 'doc-007', 'doc-006']);
        clock += 1;
        await store.insert(ours, newDocument(10));
        await store.purge(ours, 'doc-006');
        const second = await store.list(ours, { limit: 4, cursor: first.nextCursor! });
        expect(second.items.map((item) => item.id)).toEqual(['doc-005', 'doc-004', 'doc-003', 'doc-002']);
        const third = await store.list(ours, { limit: 4, cursor: second.nextCursor! });
        expect(third.items.map((item) => item.id)).toEqual(['doc-001']);
        expect(third.nextCursor).toBeNull();
      });

      it('ends without a cursor when the last page is full', async () => {
        for (const n of [1, 2]) await store.insert(ours, newDocument(n));
        expect((await store.list(ours, { limit: 2 })).nextCursor).toBeNull();
      });

      it('shows some statuses, and the trash only when asked', async () => {
        for (const n of [1, 2, 3]) await store.insert(ours, newDocument(n));
        await store.update(ours, 'doc-002', { status: 'failed' });
        await store.trash(ours, 'doc-003');
        const ids = async (query: Parameters<DocumentStore['list']>[1]) =>
          (await store.list(ours, query)).items.map((item) => item.id);
        expect(await ids({ limit: 10 })).toEqual(['doc-002', 'doc-001']);
        expect(await ids({ limit: 10, statuses: ['queued', 'parsing'] })).toEqual(['doc-001']);
        expect(await ids({ limit: 10, statuses: [] })).toEqual([]);
        expect(await ids({ limit: 10, trashed: true })).toEqual(['doc-003']);
      });

      it('refuses a limit out of range and a cursor it never gave', async () => {
        for (const limit of [0, 501, 1.5]) {
          await expect(store.list(ours, { limit })).rejects.toMatchObject({ code: 'invalid_input' });
        }
        await expect(store.list(ours, { limit: 5, cursor: "'; drop table documents" })).rejects.toMatchObject({
          code: 'invalid_input',
        });
      });
    });

    describe('revisions', () => {
      it('are numbered and shown only once active', async () => {
        const { document } = await store.insert(ours, newDocument(1));
        const revision = await buildRevision(document.id, 'rev-1', ['c1', 'c2']);
        expect(revision).toEqual({
          id: 'rev-1',
          documentId: document.id,
          number: 1,
          state: 'building',
          parser: 'test-1',
          createdAt: clock,
        });
        expect(await store.revision(ours, 'rev-1')).toEqual(revision);
        expect(await store.revision(theirs, 'rev-1')).toBeNull();
        expect(await visibleIds(['c1', 'c2'])).toEqual([]);
        await store.activateRevision(ours, 'rev-1', null);
        expect(await store.visibleChunks(ours, ['c2', 'unknown', 'c1'])).toEqual([
          { ...chunk('c2', 1), documentId: document.id, revisionId: 'rev-1', title: 'Paper 1', blobHash: hash(1) },
          { ...chunk('c1', 0), documentId: document.id, revisionId: 'rev-1', title: 'Paper 1', blobHash: hash(1) },
        ]);
        expect((await store.get(ours, document.id))?.activeRevisionId).toBe('rev-1');
      });

      it('replace the one before in one step', async () => {
        const document = await publish(1, ['old']);
        const next = await buildRevision(document.id, 'rev-next', ['new']);
        expect(next.number).toBe(2);
        expect(await visibleIds(['old', 'new'])).toEqual(['old']);
        await store.activateRevision(ours, 'rev-next', 'rev-1');
        expect(await visibleIds(['old', 'new'])).toEqual(['new']);
        expect(await store.pruneRevisions(ours, document.id)).toEqual({ chunkIds: ['old'], revisionIds: ['rev-1'] });
        expect(await store.pages(ours, 'rev-1', [1, 2])).toEqual([]);
        expect(await store.listChunks(ours, 'rev-1', { fromOrdinal: 0, limit: 10 })).toEqual([]);
        expect(await store.pruneRevisions(ours, document.id)).toEqual({ chunkIds: [], revisionIds: [] });
        expect(await visibleIds(['new'])).toEqual(['new']);
      });

      it('are not activated over another one than expected', async () => {
        const document = await publish(1, ['old']);
        await buildRevision(document.id, 'rev-next', ['new']);
        await expect(store.activateRevision(ours, 'rev-next', null)).rejects.toMatchObject({ code: 'conflict' });
        await expect(store.activateRevision(ours, 'rev-next', 'rev-other')).rejects.toMatchObject({ code: 'conflict' });
        expect(await visibleIds(['old', 'new'])).toEqual(['old']);
        await expect(store.activateRevision(ours, 'unknown', 'rev-1')).rejects.toMatchObject({ code: 'not_found' });
      });

      it('are activated by only one of two that race', async () => {
        const document = await publish(1, ['old']);
        await buildRevision(document.id, 'rev-next', ['new']);
        const outcomes = await Promise.allSettled([
          store.activateRevision(ours, 'rev-next', 'rev-1'),
          store.activateRevision(ours, 'rev-1', null),
          store.activateRevision(ours, 'rev-next', 'rev-1'),
        ]);
        expect(outcomes.filter((outcome) => outcome.status === 'rejected')).toHaveLength(1);
        expect((await store.get(ours, document.id))?.activeRevisionId).toBe('rev-next');
      });

      it('that were left unfinished go when the next one begins', async () => {
        const document = await publish(1, ['old']);
        await buildRevision(document.id, 'rev-lost', ['lost']);
        const next = await buildRevision(document.id, 'rev-next', ['new']);
        expect(next.number).toBe(2);
        expect(await store.listChunks(ours, 'rev-lost', { fromOrdinal: 0, limit: 10 })).toEqual([]);
        await expect(store.addChunks(ours, 'rev-lost', [chunk('late', 9)])).rejects.toMatchObject({ code: 'not_found' });
        expect(await visibleIds(['old', 'lost', 'new'])).toEqual(['old']);
        // The same one again, as a retried job would after its answer was lost.
        await buildRevision(document.id, 'rev-next', ['new']);
        await store.activateRevision(ours, 'rev-next', 'rev-1');
        expect(await visibleIds(['new'])).toEqual(['new']);
      });

      it('do not change once they are active', async () => {
        await publish(1, ['c1']);
        await expect(store.addChunks(ours, 'rev-1', [chunk('c2', 1)])).rejects.toMatchObject({ code: 'conflict' });
        await expect(store.addPages(ours, 'rev-1', [page(1, 'Other text.')])).rejects.toMatchObject({ code: 'conflict' });
      });

      it('take the same pages, chunks and activation twice', async () => {
        const { document } = await store.insert(ours, newDocument(1));
        await buildRevision(document.id, 'rev-1', ['c1', 'c2']);
        await store.addPages(ours, 'rev-1', [page(1), page(2, 'Corrected.')]);
        await store.addChunks(ours, 'rev-1', [chunk('c1', 0), chunk('c2', 1, 'Corrected.')]);
        await store.activateRevision(ours, 'rev-1', null);
        await store.activateRevision(ours, 'rev-1', null);
        const chunks = await store.listChunks(ours, 'rev-1', { fromOrdinal: 0, limit: 10 });
        expect(chunks.map((found) => found.text)).toEqual(['Text of chunk c1.', 'Corrected.']);
        expect((await store.pages(ours, 'rev-1', [1, 2, 3])).map((found) => found.text)).toEqual([
          'Text of page 1.',
          'Corrected.',
        ]);
        expect(await store.pageTexts(ours, 'rev-1')).toEqual([
          { number: 1, label: null, start: 0, text: 'Text of page 1.', error: null, trace: null },
          { number: 2, label: null, start: 100, text: 'Corrected.', error: null, trace: null },
        ]);
      });

      // A retried ingest saves what it read again: entries of the list before must not stay.
      it('keep what was read of the paper, in place of what was there', async () => {
        const { document } = await store.insert(ours, newDocument(1));
        await buildRevision(document.id, 'rev-1', ['c1']);
        expect(await store.reading(ours, 'rev-1')).toBeNull();
        await store.saveReading(ours, 'rev-1', reading);
        expect(await store.reading(ours, 'rev-1')).toEqual(reading);
        const less = { abstract: '', venue: '', arxivId: null, sections: [], references: reading.references.slice(1) };
        await store.saveReading(ours, 'rev-1', less);
        await store.activateRevision(ours, 'rev-1', null);
        expect(await store.reading(ours, 'rev-1')).toEqual(less);
        await expect(store.saveReading(ours, 'rev-1', reading)).rejects.toMatchObject({ code: 'conflict' });
        await expect(store.saveReading(ours, 'unknown', reading)).rejects.toMatchObject({ code: 'not_found' });
        await store.purge(ours, document.id);
        expect(await store.reading(ours, 'rev-1')).toBeNull();
      });

      it('need a document that is there', async () => {
        const begin = store.beginRevision(ours, 'unknown', { id: 'rev-1', parser: 'test-1' });
        await expect(begin).rejects.toMatchObject({ code: 'not_found' });
        await expect(store.pruneRevisions(ours, 'unknown')).rejects.toMatchObject({ code: 'not_found' });
        await expect(store.addPages(ours, 'unknown', [page(1)])).rejects.toMatchObject({ code: 'not_found' });
      });

      it('keep everything about a page', async () => {
        const { document } = await store.insert(ours, newDocument(1));
        await store.beginRevision(ours, document.id, { id: 'rev-1', parser: 'test-1' });
        const broken: PageRecord = { ...page(3, ''), label: 'xiv', error: 'unreadable', runs: [], width: 595.276 };
        const runs = Array.from({ length: 300 }, (_, n) => ({
          start: n * 5,
          end: n * 5 + 4,
          x: n / 4,
          y: 9.5,
          width: 20.25,
          height: 8,
        }));
        const warnings = [{ code: 'hidden_text' as const, detail: 'Ignore “this”.' }];
        const trace: PageTrace = { source: 'ocr', quality: 0.5, confidence: 0.91, durationMs: 812.5, warnings };
        const full: PageRecord = { ...page(1, 'word '.repeat(300)), runs, trace };
        await store.addPages(ours, 'rev-1', [broken, full]);
        expect(await store.pages(ours, 'rev-1', [7, 3, 1])).toEqual([full, broken]);
        expect((await store.pageTexts(ours, 'rev-1')).map((found) => found.trace)).toEqual([trace, null]);
        expect(await store.pages(ours, 'rev-1', [])).toEqual([]);
      });

      it('hold thousands of chunks and pages at once, read in steps', async () => {
        const { document } = await store.insert(ours, newDocument(1));
        await store.beginRevision(ours, document.id, { id: 'rev-1', parser: 'test-1' });
        const ids = Array.from({ length: 5000 }, (_, n) => `c${n}`);
        await store.addChunks(ours, 'rev-1', chunksOf(ids));
        await store.addPages(
          ours,
          'rev-1',
          Array.from({ length: 1200 }, (_, n) => page(n + 1)),
        );
        await store.activateRevision(ours, 'rev-1', null);
        const read: string[] = [];
        for (let from = 0; ; from += 700) {
          const step = await store.listChunks(ours, 'rev-1', { fromOrdinal: from, limit: 700 });
          if (step.length === 0) break;
          read.push(...step.map((found) => found.id));
        }
        expect(read).toEqual(ids);
        const backwards = ids.toReversed();
        expect(await visibleIds(backwards)).toEqual(backwards);
        expect(
          await store.pages(
            ours,
            'rev-1',
            Array.from({ length: 1200 }, (_, n) => n + 1),
          ),
        ).toHaveLength(1200);
      });

      it('remember how far each space has come', async () => {
        await publish(1, ['c1']);
        expect(await store.spaceProgress(ours, 'rev-1', 'space-a')).toBeNull();
        const progress = { revisionId: 'rev-1', spaceId: 'space-a', state: 'building', chunksDone: 3 } as const;
        await store.setSpaceProgress(ours, progress);
        await store.setSpaceProgress(ours, { ...progress, spaceId: 'space-b', state: 'complete' });
        await store.setSpaceProgress(ours, { ...progress, chunksDone: 5 });
        expect(await store.spaceProgress(ours, 'rev-1', 'space-a')).toEqual({ ...progress, chunksDone: 5 });
        const unknown = store.setSpaceProgress(ours, { ...progress, revisionId: 'unknown' });
        await expect(unknown).rejects.toMatchObject({ code: 'not_found' });
      });
    });

    describe('the ledger', () => {
      it('keeps every try in order, through new revisions', async () => {
        await publish(1, ['c1']);
        const error = { code: 'process_crashed', message: 'A “process” stopped.' };
        const failed = run(2, { stage: 'embed', outcome: 'failed', counts: { chunks: 3, vectors: 0 }, error });
        await store.recordStage(ours, 'doc-001', run(5));
        await store.recordStage(ours, 'doc-001', failed);
        await buildRevision('doc-001', 'rev-other', ['c2']);
        expect(await store.stageRuns(ours, 'doc-001')).toEqual([run(5), failed]);
        await expect(store.recordStage(ours, 'unknown', run(1))).rejects.toMatchObject({ code: 'not_found' });
        expect(await store.stageRuns(ours, 'unknown')).toEqual([]);
      });

      it('of a document tried again and again stays short', async () => {
        await publish(1, ['c1']);
        for (let n = 1; n <= stageRunsKept + 3; n++) await store.recordStage(ours, 'doc-001', run(n));
        const kept = await store.stageRuns(ours, 'doc-001');
        expect(kept.map(({ startedAt }) => startedAt)).toEqual(Array.from({ length: stageRunsKept }, (_, i) => i + 4));
      });
    });

    describe('trash and purge', () => {
      it('hide chunks in the trash and show them again after', async () => {
        const document = await publish(1, ['c1']);
        clock += 1;
        expect(await store.trash(ours, document.id)).toMatchObject({ deletedAt: clock });
        clock += 1;
        expect(await store.trash(ours, document.id)).toMatchObject({ deletedAt: clock - 1 });
        expect(await visibleIds(['c1'])).toEqual([]);
        expect(await store.restore(ours, document.id)).toMatchObject({ deletedAt: null });
        expect(await store.restore(ours, document.id)).toMatchObject({ deletedAt: null });
        expect(await visibleIds(['c1'])).toEqual(['c1']);
        await expect(store.trash(ours, 'unknown')).rejects.toMatchObject({ code: 'not_found' });
        await expect(store.restore(ours, 'unknown')).rejects.toMatchObject({ code: 'not_found' });
      });

      it('delete everything of a document and only of that one', async () => {
        const document = await publish(1, ['c1']);
        await buildRevision(document.id, 'rev-building', ['c2']);
        await store.setSpaceProgress(ours, { revisionId: 'rev-1', spaceId: 'space', state: 'complete', chunksDone: 1 });
        await store.recordStage(ours, document.id, run(1));
        await publish(2, ['c3']);
        const { releasedBlobs, revisionIds } = await store.purge(ours, document.id);
        expect(releasedBlobs).toEqual([hash(1)]);
        expect(revisionIds.sort()).toEqual(['rev-1', 'rev-building']);
        expect(await store.get(ours, document.id)).toBeNull();
        expect(await store.pages(ours, 'rev-1', [1])).toEqual([]);
        expect(await store.spaceProgress(ours, 'rev-1', 'space')).toBeNull();
        expect(await store.stageRuns(ours, document.id)).toEqual([]);
        expect(await visibleIds(['c1', 'c2', 'c3'])).toEqual(['c3']);
        expect(await store.purge(ours, document.id)).toEqual({ releasedBlobs: [], revisionIds: [] });
      });

      it('release a blob with its last reference', async () => {
        await store.insert(ours, newDocument(1));
        await store.insert(theirs, newDocument(2, { blobHash: hash(1) }));
        expect((await store.purge(ours, 'doc-001')).releasedBlobs).toEqual([]);
        expect((await store.purge(theirs, 'doc-002')).releasedBlobs).toEqual([hash(1)]);
      });
    });

    it("treats another library's ids as unknown, in every method", async () => {
      const document = await publish(1, ['c1']);
      await buildRevision(document.id, 'rev-building', ['c2']);
      const progress = { revisionId: 'rev-1', spaceId: 'space', state: 'complete', chunksDone: 1 } as const;
      await store.setSpaceProgress(ours, progress);
      await store.saveReading(ours, 'rev-building', reading);
      await store.recordStage(ours, document.id, run(1));

      expect(await store.get(theirs, document.id)).toBeNull();
      expect((await store.list(theirs, { limit: 10 })).items).toEqual([]);
      expect(await store.update(theirs, document.id, { title: 'stolen' })).toBeNull();
      expect(await store.purge(theirs, document.id)).toEqual({ releasedBlobs: [], revisionIds: [] });
      expect(await store.visibleChunks(theirs, ['c1'])).toEqual([]);
      expect(await store.listChunks(theirs, 'rev-1', { fromOrdinal: 0, limit: 10 })).toEqual([]);
      expect(await store.pages(theirs, 'rev-1', [1])).toEqual([]);
      expect(await store.pageTexts(theirs, 'rev-1')).toEqual([]);
      expect(await store.reading(theirs, 'rev-building')).toBeNull();
      expect(await store.spaceProgress(theirs, 'rev-1', 'space')).toBeNull();
      expect(await store.stageRuns(theirs, document.id)).toEqual([]);
      for (const attempt of [
        store.trash(theirs, document.id),
        store.restore(theirs, document.id),
        store.beginRevision(theirs, document.id, { id: 'rev-x', parser: 'test-1' }),
        store.addPages(theirs, 'rev-building', [page(1, 'stolen')]),
        store.addChunks(theirs, 'rev-building', [chunk('c9', 9)]),
        store.saveReading(theirs, 'rev-building', { ...reading, venue: 'stolen' }),
        store.activateRevision(theirs, 'rev-building', 'rev-1'),
        store.pruneRevisions(theirs, document.id),
        store.setSpaceProgress(theirs, { ...progress, chunksDone: 99 }),
        store.recordStage(theirs, document.id, run(2)),
      ]) {
        await expect(attempt).rejects.toMatchObject({ code: 'not_found' });
      }

      // Nor does a chunk id that is taken overwrite the chunk it belongs to.
      const { document: other } = await store.insert(theirs, newDocument(7));
      await store.beginRevision(theirs, other.id, { id: 'rev-7', parser: 'test-1' });
      await expect(store.addChunks(theirs, 'rev-7', [chunk('c1', 0, 'stolen')])).rejects.toMatchObject({ code: 'conflict' });
      expect((await store.visibleChunks(ours, ['c1']))[0]?.text).toBe('Text of chunk c1.');
      expect((await store.get(ours, document.id))?.title).toBe('Paper 1');
    });

    describe('text', () => {
      const samples = {
        emoji: 'family 👩‍👩‍👧‍👦 flag 🇪🇺',
        rightToLeft: 'שלום עולם — مرحبا بالعالم\u200F',
        combining: 'e\u0301 is not \u00E9; o\u0308\u0323',
        cjk: '深層学習による画像認識 한국어',
        astral: '𝒩(μ, σ²) 𠮷',
        controls: 'tab\tform feed\f and \u0001',
        quotes: `'; drop table documents; -- " \\ %_`,
      };

      it.each(Object.entries(samples))('comes back unchanged: %s', async (_, sample) => {
        const { document } = await store.insert(ours, newDocument(1, { title: sample, fileName: `${sample}.pdf` }));
        await store.beginRevision(ours, document.id, { id: 'rev-1', parser: 'test-1' });
        await store.addPages(ours, 'rev-1', [page(1, sample)]);
        await store.addChunks(ours, 'rev-1', [{ ...chunk('c1', 0, sample), section: sample }]);
        await store.activateRevision(ours, 'rev-1', null);
        expect(await store.get(ours, document.id)).toMatchObject({ title: sample, fileName: `${sample}.pdf` });
        expect((await store.pages(ours, 'rev-1', [1]))[0]?.text).toBe(sample);
        expect((await store.visibleChunks(ours, ['c1']))[0]).toMatchObject({ title: sample, text: sample, section: sample });
      });

      // Garbled text layers hold both; every later offset would be wrong if they were dropped.
      it('keeps its length where it holds NUL or half a surrogate pair', async () => {
        const { document } = await store.insert(ours, newDocument(1));
        await store.beginRevision(ours, document.id, { id: 'rev-1', parser: 'test-1' });
        await store.addPages(ours, 'rev-1', [page(1, 'a\0b\uD83Dc\uDE00d')]);
        expect((await store.pages(ours, 'rev-1', [1]))[0]?.text).toBe('a\uFFFDb\uFFFDc\uFFFDd');
      });
    });
  });
}
