import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentStore } from '../../engine/ports/DocumentStore.ts';
import type { Lookup, RecordStore } from '../../engine/ports/RecordStore.ts';
import type { WorkRecord } from '../../shared/domain/record.ts';
import { testContext } from './testContext.ts';

export interface RecordStoreUnderTest {
  documents: DocumentStore;
  records: RecordStore;
  close(): Promise<void>;
}

const ours = testContext('ours');
const theirs = testContext('theirs');
const record: WorkRecord = {
  register: 'crossref',
  title: 'On “Naïve” Bayes',
  authors: ['José Núñez', '李小龙'],
  year: 2020,
  doi: '10.1000/1',
  venue: 'Journal of Barley',
  volume: '12',
  issue: '',
  pages: '1-9',
};
const found: Lookup = { status: 'found', asked: 'a', record: { ...record, keptAt: 5, filled: ['year', 'doi'] }, endedAt: 5 };
const ended = (status: 'none' | 'failed', endedAt: number): Lookup => ({ status, asked: 'a', record: null, endedAt });

/** `open` gives empty stores whose clock is `now`. */
export function defineRecordStoreContract(name: string, open: (now: () => number) => Promise<RecordStoreUnderTest>): void {
  describe(`RecordStore contract: ${name}`, () => {
    let clock: number;
    let subject: RecordStoreUnderTest;
    let records: RecordStore;
    beforeEach(async () => {
      clock = 1_700_000_000_000;
      subject = await open(() => clock);
      ({ records } = subject);
      await subject.documents.ensureLibrary(ours, 'Ours');
      await subject.documents.ensureLibrary(theirs, 'Theirs');
    });
    afterEach(() => subject.close());

    async function paper(id: string, status: 'ready' | 'partial' | 'parsing' | 'failed' = 'ready', ctx = ours) {
      clock += 1;
      const blobHash = id.padEnd(64, '0');
      const file = { source: 'file', fileName: `${id}.pdf`, localPath: null, blobHash, sizeBytes: 1 } as const;
      await subject.documents.insert(ctx, { id, title: id, ...file });
      await subject.documents.update(ctx, id, { status });
    }

    it('keeps what a register answered, that it knew nothing too, until it answers anew', async () => {
      await records.keepAnswer(ours, 'crossref', 'doi:1', { records: [], answeredAt: 1 });
      expect(await records.answer(ours, 'crossref', 'doi:1')).toEqual({ records: [], answeredAt: 1 });
      await records.keepAnswer(ours, 'crossref', 'doi:1', { records: [record, record], answeredAt: 2 });
      expect(await records.answer(ours, 'crossref', 'doi:1')).toEqual({ records: [record, record], answeredAt: 2 });
      expect(await records.answer(ours, 'openalex', 'doi:1')).toBeNull();
      expect(await records.answer(ours, 'crossref', 'doi:2')).toBeNull();
      expect(await records.answer(theirs, 'crossref', 'doi:1')).toBeNull();
    });

    it('keeps how looking a document up ended, in place of what was before', async () => {
      await paper('a');
      expect(await records.lookup(ours, 'a')).toBeNull();
      await records.keepLookup(ours, 'a', ended('failed', 1));
      await records.keepLookup(ours, 'a', found);
      expect(await records.lookup(ours, 'a')).toEqual(found);
      expect(await records.lookup(theirs, 'a')).toBeNull();
      await expect(records.keepLookup(theirs, 'a', found)).rejects.toMatchObject({ code: 'not_found' });
      await expect(records.keepLookup(ours, 'unknown', found)).rejects.toMatchObject({ code: 'not_found' });
    });

    it('forgets it with a purge, but no answer', async () => {
      await paper('a');
      await records.keepAnswer(ours, 'crossref', 'doi:1', { records: [record], answeredAt: 2 });
      await records.keepLookup(ours, 'a', found);
      await subject.documents.purge(ours, 'a');
      expect(await records.lookup(ours, 'a')).toBeNull();
      expect(await records.answer(ours, 'crossref', 'doi:1')).not.toBeNull();
    });

    it('owes it to documents that were read and not found yet, each in its time', async () => {
      for (const id of ['never', 'found', 'unknown', 'failed', 'trashed']) await paper(id);
      await paper('partial', 'partial');
      await paper('unread', 'parsing');
      await paper('broken', 'failed');
      await paper('other', 'ready', theirs);
      await records.keepLookup(ours, 'found', { ...found, endedAt: 0 });
      await records.keepLookup(ours, 'unknown', ended('none', 100));
      await records.keepLookup(ours, 'failed', ended('failed', 200));
      await subject.documents.trash(ours, 'trashed');
      expect(await records.owed(ours, { unknownBefore: 100, failedBefore: 200 })).toEqual(['never', 'partial']);
      expect(await records.owed(ours, { unknownBefore: 101, failedBefore: 200 })).toEqual(['never', 'unknown', 'partial']);
      expect(await records.owed(ours, { unknownBefore: 100, failedBefore: 201 })).toEqual(['never', 'failed', 'partial']);
    });
  });
}
