import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnnotationStore, NewAnnotation } from '../../engine/ports/AnnotationStore.ts';
import type { DocumentStore } from '../../engine/ports/DocumentStore.ts';
import type { Place } from '../../shared/domain/annotation.ts';
import { testContext } from './testContext.ts';

export interface AnnotationStoreUnderTest {
  documents: DocumentStore;
  annotations: AnnotationStore;
  close(): Promise<void>;
}

const ours = testContext('ours');
const theirs = testContext('theirs');
const notFound = { code: 'not_found' };

function annotation(id: string, page = 1, y = 100, more: Partial<NewAnnotation> = {}): NewAnnotation {
  return {
    id,
    documentId: 'd1',
    blobHash: 'ab'.repeat(32),
    page,
    quote: 'grain yield rose',
    prefix: 'that ',
    suffix: ' with',
    boxes: [{ page, x: 72.25, y, width: 100, height: 11.5 }],
    color: 'yellow',
    note: '',
    ...more,
  };
}

/** `open` gives empty stores over the same libraries, whose clock is `now`. */
export function defineAnnotationStoreContract(
  name: string,
  open: (now: () => number) => Promise<AnnotationStoreUnderTest>,
): void {
  describe(`AnnotationStore contract: ${name}`, () => {
    let clock: number;
    let subject: AnnotationStoreUnderTest;
    let documents: DocumentStore;
    let store: AnnotationStore;
    beforeEach(async () => {
      clock = 1_700_000_000_000;
      subject = await open(() => clock);
      ({ documents, annotations: store } = subject);
      await documents.ensureLibrary(ours, 'Ours');
      await documents.ensureLibrary(theirs, 'Theirs');
      for (const id of ['d1', 'd2']) await add(id);
    });
    afterEach(() => subject.close());

    const add = (id: string) =>
      documents.insert(ours, {
        id,
        title: id,
        source: 'file',
        fileName: id,
        localPath: null,
        blobHash: id.padStart(64, '0'),
        sizeBytes: 1,
      });
    const ids = async (documentId = 'd1', ctx = ours) => (await store.list(ctx, documentId)).map(({ id }) => id);

    it('keeps what was marked, with its anchor, and lists it down the pages', async () => {
      const made = await store.create(ours, annotation('a', 2, 50, { note: 'Why? 深層 “quoted”', color: 'pink' }));
      expect(made).toEqual({
        ...annotation('a', 2, 50, { note: 'Why? 深層 “quoted”', color: 'pink' }),
        libraryId: 'ours',
        createdAt: clock,
        updatedAt: clock,
      });
      await store.create(ours, annotation('b', 1, 300));
      await store.create(ours, annotation('c', 1, 90));
      await store.create(ours, annotation('d', 1, 10, { documentId: 'd2' }));
      expect(await ids()).toEqual(['c', 'b', 'a']);
      expect((await store.list(ours, 'd1'))[2]).toEqual(made);
      await expect(store.create(ours, annotation('e', 1, 1, { documentId: 'unknown' }))).rejects.toMatchObject(notFound);
    });

    it('changes colour and note, and only what is given', async () => {
      await store.create(ours, annotation('a', 1, 100, { note: 'first' }));
      clock += 5;
      const recolored = await store.update(ours, 'a', { color: 'blue' });
      expect(recolored).toMatchObject({ color: 'blue', note: 'first', createdAt: clock - 5, updatedAt: clock });
      expect(await store.update(ours, 'a', { note: '' })).toMatchObject({ color: 'blue', note: '' });
      await expect(store.update(ours, 'unknown', { note: 'x' })).rejects.toMatchObject(notFound);
    });

    // Undo, and a caller that lost the answer and asks again.
    it('brings a removed one back under its id, and writes none twice', async () => {
      const made = await store.create(ours, annotation('a', 1, 100, { note: 'first' }));
      expect(await store.remove(ours, 'a')).toEqual(made);
      expect(await store.remove(ours, 'a')).toBeNull();
      expect(await ids()).toEqual([]);
      expect(await store.create(ours, annotation('a', 1, 100, { note: 'first' }))).toEqual(made);
      expect(await store.create(ours, annotation('a', 1, 100, { note: 'other' }))).toEqual(made);
      expect(await ids()).toEqual(['a']);
      const elsewhere = annotation('a', 1, 100, { documentId: 'd2' });
      await expect(store.create(ours, elsewhere)).rejects.toMatchObject({ code: 'conflict' });
    });

    it('keeps text with NUL or half a surrogate pair at its length', async () => {
      await store.create(ours, annotation('a', 1, 100, { quote: 'a\0b\uD83Dc', note: '\uDE00' }));
      expect((await store.list(ours, 'd1'))[0]).toMatchObject({ quote: 'a\uFFFDb\uFFFDc', note: '\uFFFD' });
    });

    it('keeps everything in the trash, and nothing after a purge', async () => {
      await store.create(ours, annotation('a'));
      await store.setPlace(ours, { documentId: 'd1', page: 3, offset: 0.5, zoom: 'width' });
      await documents.trash(ours, 'd1');
      expect(await ids()).toEqual(['a']);
      await documents.restore(ours, 'd1');
      expect(await ids()).toEqual(['a']);
      expect(await store.place(ours, 'd1')).toMatchObject({ page: 3 });
      await documents.purge(ours, 'd1');
      expect(await ids()).toEqual([]);
      expect(await store.place(ours, 'd1')).toBeNull();
      await expect(store.update(ours, 'a', { note: 'x' })).rejects.toMatchObject(notFound);
    });

    it('keeps each reader’s own place', async () => {
      const other = { ...ours, principal: { id: 'another' } };
      const place: Place = { documentId: 'd1', page: 7, offset: 0.25, zoom: 1.5 };
      expect(await store.place(ours, 'd1')).toBeNull();
      await store.setPlace(ours, place);
      await store.setPlace(other, { ...place, page: 1, zoom: 'page' });
      expect(await store.place(ours, 'd1')).toEqual(place);
      await store.setPlace(ours, { ...place, page: 8 });
      expect(await store.place(ours, 'd1')).toEqual({ ...place, page: 8 });
      expect(await store.place(other, 'd1')).toEqual({ ...place, page: 1, zoom: 'page' });
      await expect(store.setPlace(ours, { ...place, documentId: 'unknown' })).rejects.toMatchObject(notFound);
    });

    it('keeps libraries apart', async () => {
      await store.create(ours, annotation('a'));
      await store.setPlace(ours, { documentId: 'd1', page: 3, offset: 0, zoom: 'width' });
      expect(await ids('d1', theirs)).toEqual([]);
      expect(await store.remove(theirs, 'a')).toBeNull();
      expect(await store.place(theirs, 'd1')).toBeNull();
      for (const attempt of [
        store.update(theirs, 'a', { note: 'stolen' }),
        store.create(theirs, annotation('b')),
        store.setPlace(theirs, { documentId: 'd1', page: 9, offset: 0, zoom: 'width' }),
      ]) {
        await expect(attempt).rejects.toMatchObject(notFound);
      }
      expect(await store.place(ours, 'd1')).toMatchObject({ page: 3 });
      expect(await ids()).toEqual(['a']);
    });
  });
}
