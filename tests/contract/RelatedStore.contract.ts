import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentFields, DocumentStore } from '../../engine/ports/DocumentStore.ts';
import type { RelatedStore } from '../../engine/ports/RelatedStore.ts';
import { testContext } from './testContext.ts';

export interface RelatedStoreUnderTest {
  documents: DocumentStore;
  related: RelatedStore;
  close(): Promise<void>;
}

const ours = testContext('ours');
const theirs = testContext('theirs');

/** `open` gives empty stores whose clock is `now`. */
export function defineRelatedStoreContract(name: string, open: (now: () => number) => Promise<RelatedStoreUnderTest>): void {
  describe(`RelatedStore contract: ${name}`, () => {
    let clock: number;
    let subject: RelatedStoreUnderTest;
    beforeEach(async () => {
      clock = 1_700_000_000_000;
      subject = await open(() => clock);
      await subject.documents.ensureLibrary(ours, 'Ours');
      await subject.documents.ensureLibrary(theirs, 'Theirs');
    });
    afterEach(() => subject.close());

    async function paper(id: string, fields: DocumentFields, ctx = ours) {
      clock += 1;
      const blobHash = id.padEnd(64, '0');
      const file = { source: 'file', fileName: `${id}.pdf`, localPath: null, blobHash, sizeBytes: 1 } as const;
      await subject.documents.insert(ctx, { id, title: id, ...file });
      await subject.documents.update(ctx, id, fields);
    }

    async function readWithArxivId(documentId: string, arxivId: string, expected: string | null) {
      const revisionId = `${documentId}-${arxivId}`;
      await subject.documents.beginRevision(ours, documentId, { id: revisionId, parser: 'test-1' });
      await subject.documents.saveReading(ours, revisionId, { abstract: '', venue: '', arxivId, sections: [], references: [] });
      await subject.documents.activateRevision(ours, revisionId, expected);
      return revisionId;
    }

    const sharing = async (id: string, ctx = ours) => (await subject.related.sharing(ctx, id)).map((facts) => facts.id);
    const allSharing = async (ctx = ours) => (await subject.related.allSharing(ctx)).map((facts) => facts.id);

    it('finds those of one folded title, with what is known of them, oldest first', async () => {
      await paper('b', { title: 'On Naïve Bayes' });
      await paper('a', { title: 'On naive-Bayes.', authors: ['Ada Field'], year: 2020, doi: '10.1000/1' });
      await paper('c', { title: 'On naive Bees' });
      expect(await subject.related.sharing(ours, 'a')).toEqual([
        expect.objectContaining({ id: 'b', title: 'On Naïve Bayes', authors: [], year: null, doi: null, arxivId: null }),
        expect.objectContaining({ id: 'a', authors: ['Ada Field'], year: 2020, doi: '10.1000/1', deletedAt: null }),
      ]);
      expect(await allSharing()).toEqual(['b', 'a']);
    });

    it('finds those of one DOI and of one arXiv id, by the active revision alone', async () => {
      await paper('a', { doi: 'https://doi.org/10.1000/X1' });
      await paper('b', { doi: '10.1000/x1' });
      await paper('c', {});
      const first = await readWithArxivId('a', '2001.00001', null);
      await readWithArxivId('c', '2001.00001', null);
      expect(await sharing('a')).toEqual(['a', 'b', 'c']);
      await readWithArxivId('a', '2001.00002', first);
      expect(await sharing('a')).toEqual(['a', 'b']);
      expect(await allSharing()).toEqual(['a', 'b']);
    });

    // The keys are kept beside title and DOI, and must follow whoever changes these.
    it('follows later readings and what a person edits', async () => {
      await paper('a', { title: 'Barley', doi: '10.1000/1' });
      await paper('b', { title: 'Maize', doi: '10.1000/1' });
      await subject.documents.edit(ours, 'a', { title: 'Rice', doi: null });
      expect(await sharing('a')).toEqual(['a']);
      await subject.documents.edit(ours, 'b', { title: 'Rice' });
      await subject.documents.update(ours, 'b', { title: 'Wheat' });
      expect(await sharing('a')).toEqual(['a', 'b']);
    });

    it('finds by the name a file gave before it was read', async () => {
      await paper('a', { title: 'Barley 2020' });
      clock += 1;
      const file = { source: 'file', fileName: 'x.pdf', localPath: null, blobHash: 'f'.repeat(64), sizeBytes: 1 } as const;
      await subject.documents.insert(ours, { id: 'b', title: 'barley_2020', ...file });
      expect(await sharing('b')).toEqual(['a', 'b']);
    });

    it('shows the trash beside a document, and not among all', async () => {
      await paper('a', { title: 'Barley' });
      await paper('b', { title: 'Barley' });
      await subject.documents.trash(ours, 'b');
      expect((await subject.related.sharing(ours, 'a')).map(({ deletedAt }) => deletedAt !== null)).toEqual([false, true]);
      expect(await allSharing()).toEqual([]);
    });

    it('keeps libraries apart', async () => {
      await paper('a', { title: 'Barley', doi: '10.1000/1' });
      await paper('b', { title: 'Barley', doi: '10.1000/1' }, theirs);
      expect(await sharing('a')).toEqual(['a']);
      expect(await sharing('a', theirs)).toEqual([]);
      expect(await allSharing()).toEqual([]);
      await expect(subject.related.setDistinct(ours, ['a', 'b'], true)).rejects.toMatchObject({ code: 'not_found' });
    });

    it('keeps what a person said of two, in either order, until it is taken back', async () => {
      for (const id of ['a', 'b', 'c']) await paper(id, { title: 'Barley' });
      await subject.related.setDistinct(ours, ['b', 'a'], true);
      await subject.related.setDistinct(ours, ['a', 'b'], true);
      await subject.related.setDistinct(ours, ['b', 'c'], true);
      expect(await subject.related.distinct(ours)).toEqual([
        ['a', 'b'],
        ['b', 'c'],
      ]);
      expect(await subject.related.distinct(ours, 'c')).toEqual([['b', 'c']]);
      expect(await subject.related.distinct(theirs)).toEqual([]);
      await subject.related.setDistinct(ours, ['a', 'b'], false);
      expect(await subject.related.distinct(ours, 'a')).toEqual([]);
    });

    it('forgets it with a purge of either', async () => {
      await paper('a', {});
      await paper('b', {});
      await subject.related.setDistinct(ours, ['a', 'b'], true);
      await subject.documents.purge(ours, 'a');
      expect(await subject.related.distinct(ours, 'b')).toEqual([]);
    });
  });
}
