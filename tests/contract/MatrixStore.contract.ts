import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentStore } from '../../engine/ports/DocumentStore.ts';
import type { MatrixStore } from '../../engine/ports/MatrixStore.ts';
import type { MatrixCell } from '../../shared/domain/matrix.ts';
import { testContext } from './testContext.ts';

export interface MatrixStoreUnderTest {
  documents: DocumentStore;
  matrices: MatrixStore;
  close(): Promise<void>;
}

const ours = testContext('ours');
const theirs = testContext('theirs');
const notFound = { code: 'not_found' };

const crop = { id: 'q1', question: 'Which crop?' };
const yielded = { id: 'q2', question: 'What yield 🌽?' };

function cell(documentId: string, columnId: string, more: Partial<MatrixCell> = {}): MatrixCell {
  return {
    documentId,
    columnId,
    revisionId: `${documentId}-1`,
    generator: 'evidence',
    text: 'Maize [1].',
    answered: true,
    citations: [
      {
        n: 1,
        documentId,
        blobHash: 'ab',
        title: 'Maize',
        page: 3,
        quote: 'Maize was sown.',
        prefix: 'and ',
        suffix: ' Then',
        boxes: [{ page: 3, x: 1.5, y: 2, width: 30, height: 10 }],
        verified: true,
      },
    ],
    problem: null,
    filledAt: 1_700_000_000_500,
    ...more,
  };
}

/** `open` gives empty stores over the same libraries, whose clock is `now`. */
export function defineMatrixStoreContract(name: string, open: (now: () => number) => Promise<MatrixStoreUnderTest>): void {
  describe(`MatrixStore contract: ${name}`, () => {
    let clock: number;
    let subject: MatrixStoreUnderTest;
    let documents: DocumentStore;
    let store: MatrixStore;
    beforeEach(async () => {
      clock = 1_700_000_000_000;
      subject = await open(() => clock);
      ({ documents, matrices: store } = subject);
      await documents.ensureLibrary(ours, 'Ours');
      await documents.ensureLibrary(theirs, 'Theirs');
      for (const id of ['d1', 'd2', 'd3']) await add(id);
    });
    afterEach(() => subject.close());

    const add = (id: string, ctx = ours) => {
      const file = { source: 'file', fileName: id, localPath: null, sizeBytes: 1 } as const;
      return documents.insert(ctx, { id, title: id, blobHash: id.padStart(64, '0'), ...file });
    };
    const create = (id = 'm', documentIds = ['d1', 'd2'], columns = [crop, yielded]) =>
      store.create(ours, { id, title: 'Crops', generator: 'evidence', documentIds, columns });
    const save = (one: MatrixCell, question = one.columnId === 'q1' ? crop.question : yielded.question, id = 'm', ctx = ours) =>
      store.saveCell(ctx, id, one, question);
    const places = async () =>
      (await store.cells(ours, 'm')).map(({ documentId, columnId }) => `${documentId} ${columnId}`).sort();
    const missing = async (limit = 100) =>
      (await store.missing(ours, 'm', limit)).map(({ documentId, column }) => `${documentId} ${column.id}`);

    it('gives back a matrix as it was made, rows and columns in their order', async () => {
      const made = await create('m', ['d2', 'd1', 'd2'], [yielded, crop]);
      expect(made).toEqual({
        id: 'm',
        libraryId: 'ours',
        title: 'Crops',
        generator: 'evidence',
        documentIds: ['d2', 'd1'],
        columns: [yielded, crop],
        cellCount: 0,
        problem: null,
        createdAt: clock,
        updatedAt: clock,
      });
      expect(await store.get(ours, 'm')).toEqual(made);
      expect(await store.missing(ours, 'm', 1)).toEqual([{ documentId: 'd2', column: yielded }]);
    });

    it('lists the newest first, those of the library alone', async () => {
      await create('old');
      clock += 1;
      await create('new');
      expect((await store.list(ours)).map(({ id }) => id)).toEqual(['new', 'old']);
      expect(await store.list(theirs)).toEqual([]);
    });

    it('changes only what a patch names', async () => {
      const made = await create();
      await save(cell('d1', 'q1'));
      clock += 5;
      const problem = { code: 'generator_unavailable', message: 'None.', action: 'Set one up.' };
      const changed = await store.update(ours, 'm', { title: 'Fields', problem });
      expect(changed).toEqual({ ...made, title: 'Fields', problem, cellCount: 1, updatedAt: clock });
      expect(await store.update(ours, 'm', { generator: 'local', problem: null })).toEqual({
        ...changed,
        generator: 'local',
        problem: null,
      });
    });

    it('keeps a cell as it was saved, in place of the one before', async () => {
      await create();
      const failed = cell('d1', 'q1', {
        text: '',
        answered: false,
        citations: [],
        revisionId: null,
        problem: { code: 'unexpected', message: 'It broke.', action: '' },
      });
      expect(await save(failed)).toBe(true);
      expect(await store.cells(ours, 'm')).toEqual([failed]);
      expect(await save(cell('d1', 'q1'))).toBe(true);
      expect(await store.cells(ours, 'm')).toEqual([cell('d1', 'q1')]);
      expect((await store.get(ours, 'm'))!.cellCount).toBe(1);
    });

    it('names what is missing row by row', async () => {
      await create();
      expect(await missing()).toEqual(['d1 q1', 'd1 q2', 'd2 q1', 'd2 q2']);
      await save(cell('d1', 'q2'));
      expect(await missing()).toEqual(['d1 q1', 'd2 q1', 'd2 q2']);
      expect(await missing(2)).toEqual(['d1 q1', 'd2 q1']);
      await store.clearCells(ours, 'm', [
        { documentId: 'd1', columnId: 'q2' },
        { documentId: 'd2', columnId: 'q2' },
      ]);
      expect(await missing(2)).toEqual(['d1 q1', 'd1 q2']);
    });

    // A job may finish a cell after the person took its row, its column or its question away.
    it('saves no cell whose row or column is gone, or whose question is another', async () => {
      await create();
      expect(await save(cell('d3', 'q1'))).toBe(false);
      expect(await save(cell('d1', 'q3'))).toBe(false);
      expect(await save(cell('d1', 'q1'), 'Which animal?')).toBe(false);
      expect(await save(cell('d1', 'q1'), crop.question, 'none')).toBe(false);
      expect(await store.cells(ours, 'm')).toEqual([]);
    });

    it('drops the cells of rows and columns that are gone, and keeps the others', async () => {
      await create();
      for (const documentId of ['d1', 'd2']) for (const column of ['q1', 'q2']) await save(cell(documentId, column));
      const other = { id: 'q3', question: 'Where?' };
      await store.update(ours, 'm', { documentIds: ['d3', 'd1'], columns: [other, crop] });
      expect(await places()).toEqual(['d1 q1']);
      expect(await missing()).toEqual(['d3 q3', 'd3 q1', 'd1 q3']);
    });

    it('drops the answers to a question that is another now', async () => {
      await create();
      for (const column of ['q1', 'q2']) await save(cell('d1', column));
      const matrix = await store.update(ours, 'm', { columns: [{ ...crop, question: 'Which animal?' }, yielded] });
      expect(matrix.columns[0]).toEqual({ id: 'q1', question: 'Which animal?' });
      expect(await places()).toEqual(['d1 q2']);
    });

    it('passes over documents that are not in the library, and loses the row of a purged one', async () => {
      await add('foreign', theirs);
      expect((await create('m', ['d1', 'foreign', 'nobody', 'd2'])).documentIds).toEqual(['d1', 'd2']);
      await save(cell('d1', 'q1'));
      await save(cell('d2', 'q1'));
      await documents.purge(ours, 'd1');
      expect(await store.get(ours, 'm')).toMatchObject({ documentIds: ['d2'], cellCount: 1 });
      expect(await places()).toEqual(['d2 q1']);
      expect(await missing()).toEqual(['d2 q2']);
    });

    it('holds many rows and clears many cells at once', async () => {
      const ids = Array.from({ length: 1100 }, (_, i) => `p${`${i}`.padStart(4, '0')}`);
      for (const id of ids) await add(id);
      expect((await create('m', ids, [crop])).documentIds).toEqual(ids);
      await save(cell('p1099', 'q1'));
      await store.clearCells(
        ours,
        'm',
        ids.map((documentId) => ({ documentId, columnId: 'q1' })),
      );
      expect(await store.cells(ours, 'm')).toEqual([]);
    });

    it('is gone with its cells, and of another library not there at all', async () => {
      await create();
      await save(cell('d1', 'q1'));
      expect(await store.get(theirs, 'm')).toBeNull();
      expect(await store.cells(theirs, 'm')).toEqual([]);
      expect(await store.missing(theirs, 'm', 10)).toEqual([]);
      expect(await save(cell('d1', 'q1'), crop.question, 'm', theirs)).toBe(false);
      await expect(store.update(theirs, 'm', { title: 'Mine' })).rejects.toMatchObject(notFound);
      await expect(store.clearCells(theirs, 'm', [])).rejects.toMatchObject(notFound);
      await expect(store.remove(theirs, 'm')).rejects.toMatchObject(notFound);
      await store.remove(ours, 'm');
      expect(await store.get(ours, 'm')).toBeNull();
      expect(await store.cells(ours, 'm')).toEqual([]);
      await expect(store.remove(ours, 'm')).rejects.toMatchObject(notFound);
    });
  });
}
