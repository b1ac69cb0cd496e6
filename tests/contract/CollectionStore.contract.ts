import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CollectionStore } from '../../engine/ports/CollectionStore.ts';
import type { DocumentStore } from '../../engine/ports/DocumentStore.ts';
import { wholeLibrary } from '../../shared/domain/collection.ts';
import { testContext } from './testContext.ts';

export interface CollectionStoreUnderTest {
  documents: DocumentStore;
  collections: CollectionStore;
  close(): Promise<void>;
}

const ours = testContext('ours');
const theirs = testContext('theirs');
const notFound = { code: 'not_found' };

/** `open` gives empty stores over the same libraries, whose clock is `now`. */
export function defineCollectionStoreContract(
  name: string,
  open: (now: () => number) => Promise<CollectionStoreUnderTest>,
): void {
  describe(`CollectionStore contract: ${name}`, () => {
    let clock: number;
    let subject: CollectionStoreUnderTest;
    let documents: DocumentStore;
    let store: CollectionStore;
    beforeEach(async () => {
      clock = 1_700_000_000_000;
      subject = await open(() => clock);
      ({ documents, collections: store } = subject);
      await documents.ensureLibrary(ours, 'Ours');
      await documents.ensureLibrary(theirs, 'Theirs');
      for (const id of ['d1', 'd2', 'd3', 'd4']) await add(id);
    });
    afterEach(() => subject.close());

    const add = (id: string, ctx = ours) =>
      documents.insert(ctx, {
        id,
        title: id,
        source: 'file',
        fileName: id,
        localPath: null,
        blobHash: id.padStart(64, '0'),
        sizeBytes: 1,
      });
    const make = (id: string, parentId: string | null = null, ctx = ours) =>
      store.createCollection(ctx, { id, name: `Set ${id}`, parentId });
    const tag = (id: string, tagName: string, ctx = ours) => store.createTag(ctx, { id, name: tagName, color: 'teal' });
    const within = async (scope: Partial<typeof wholeLibrary>, ctx = ours) =>
      (await store.documentIdsIn(ctx, { ...wholeLibrary, ...scope }))?.toSorted();
    const idsOf = (items: { id: string }[]) => items.map(({ id }) => id);

    describe('collections', () => {
      it('are kept as they were made, by creation', async () => {
        const first = await make('z');
        clock += 1;
        const second = await make('a', 'z');
        expect(first).toEqual({
          id: 'z',
          libraryId: 'ours',
          name: 'Set z',
          parentId: null,
          createdAt: clock - 1,
          updatedAt: clock - 1,
        });
        expect(second.parentId).toBe('z');
        expect(await make('a')).toEqual(second);
        expect(await store.listCollections(ours)).toEqual([first, second]);
        expect(await store.listCollections(theirs)).toEqual([]);
        await expect(make('b', 'unknown')).rejects.toMatchObject(notFound);
      });

      it('change their name and place, and only what is given', async () => {
        await make('a');
        await make('b');
        clock += 1;
        const moved = await store.updateCollection(ours, 'b', { parentId: 'a' });
        expect(moved).toMatchObject({ name: 'Set b', parentId: 'a', updatedAt: clock });
        expect(await store.updateCollection(ours, 'b', { name: 'Новый 深層' })).toMatchObject({
          name: 'Новый 深層',
          parentId: 'a',
        });
        expect(await store.updateCollection(ours, 'b', { parentId: null })).toMatchObject({ parentId: null });
        await expect(store.updateCollection(ours, 'b', { parentId: 'unknown' })).rejects.toMatchObject(notFound);
      });

      // A circle would make both, and all in them, disappear from the tree.
      it('never come to lie in themselves', async () => {
        await make('a');
        await make('b', 'a');
        await make('c', 'b');
        for (const parentId of ['a', 'b', 'c']) {
          await expect(store.updateCollection(ours, 'a', { parentId })).rejects.toMatchObject({ code: 'conflict' });
        }
        expect(await store.updateCollection(ours, 'c', { parentId: 'a' })).toMatchObject({ parentId: 'a' });
      });

      it('go with those that lie in them, and their documents stay', async () => {
        await make('a');
        await make('b', 'a');
        await make('other');
        await store.assignCollection(ours, 'b', ['d1', 'd2'], true);
        await store.assignCollection(ours, 'other', ['d1'], true);
        await documents.trash(ours, 'd2');
        const emptied = await store.removeCollection(ours, 'a');
        expect(new Map(emptied.map(({ id, documentIds }) => [id, documentIds.toSorted()]))).toEqual(
          new Map([
            ['a', []],
            ['b', ['d1', 'd2']],
          ]),
        );
        expect(idsOf(await store.listCollections(ours))).toEqual(['other']);
        expect((await documents.get(ours, 'd1'))!.collectionIds).toEqual(['other']);
        expect((await documents.get(ours, 'd2'))!.collectionIds).toEqual([]);
      });
    });

    describe('membership', () => {
      it('says what it changed, and stands on the documents', async () => {
        await make('b');
        await make('a');
        expect((await store.assignCollection(ours, 'b', ['d2', 'd1', 'd1', 'unknown'], true)).toSorted()).toEqual(['d1', 'd2']);
        expect(await store.assignCollection(ours, 'a', ['d1'], true)).toEqual(['d1']);
        expect(await store.assignCollection(ours, 'b', ['d1', 'd3'], true)).toEqual(['d3']);
        expect((await documents.get(ours, 'd1'))!.collectionIds).toEqual(['a', 'b']);
        expect(await store.assignCollection(ours, 'b', ['d1', 'd4'], false)).toEqual(['d1']);
        const listed = (await documents.list(ours, { limit: 10 })).items.map(({ id, collectionIds }) => [id, collectionIds]);
        expect(new Map(listed as [string, string[]][])).toEqual(
          new Map([
            ['d1', ['a']],
            ['d2', ['b']],
            ['d3', ['b']],
            ['d4', []],
          ]),
        );
      });

      // A paper taken back from the trash would be in no collection, without its tags.
      it('outlasts the trash, and ends with a purge', async () => {
        await make('a');
        await tag('t', 'To read');
        await store.assignCollection(ours, 'a', ['d1'], true);
        await store.assignTag(ours, 't', ['d1'], true);
        expect(await documents.trash(ours, 'd1')).toMatchObject({ collectionIds: ['a'], tagIds: ['t'] });
        expect(await documents.restore(ours, 'd1')).toMatchObject({ collectionIds: ['a'], tagIds: ['t'] });
        await documents.purge(ours, 'd1');
        expect(await within({ collectionIds: ['a'], tagIds: ['t'] })).toEqual([]);
        await add('d1');
        expect(await documents.get(ours, 'd1')).toMatchObject({ collectionIds: [], tagIds: [] });
      });

      it('takes thousands of documents at once', async () => {
        await make('a');
        const ids = Array.from({ length: 4500 }, (_, n) => `none-${n}`);
        expect((await store.assignCollection(ours, 'a', [...ids, 'd1', 'd4'], true)).toSorted()).toEqual(['d1', 'd4']);
      });
    });

    describe('tags', () => {
      it('are one for each name, whatever its case', async () => {
        const { tag: made, created } = await tag('t1', 'To Read');
        expect(created).toBe(true);
        expect(made).toEqual({
          id: 't1',
          libraryId: 'ours',
          name: 'To Read',
          color: 'teal',
          createdAt: clock,
          updatedAt: clock,
        });
        expect(await tag('t2', 'TO READ')).toEqual({ tag: made, created: false });
        expect((await tag('t3', 'ÜBERSICHT')).created).toBe(true);
        expect((await tag('t4', 'Übersicht')).tag.id).toBe('t3');
        expect(idsOf(await store.listTags(ours))).toEqual(['t1', 't3']);
        expect((await tag('t5', 'to read', theirs)).created).toBe(true);
      });

      it('change their name and colour, but never to the name of another', async () => {
        await tag('t1', 'maize');
        await tag('t2', 'bees');
        expect(await store.updateTag(ours, 't1', { name: 'MAIZE' })).toMatchObject({ name: 'MAIZE', color: 'teal' });
        expect(await store.updateTag(ours, 't1', { color: 'red' })).toMatchObject({ name: 'MAIZE', color: 'red' });
        await expect(store.updateTag(ours, 't2', { name: 'Maize' })).rejects.toMatchObject({ code: 'conflict' });
        expect((await store.listTags(ours)).map((one) => one.name).toSorted()).toEqual(['MAIZE', 'bees']);
      });

      it('are put on documents and taken off', async () => {
        await tag('t1', 'maize');
        await tag('t2', 'bees');
        expect((await store.assignTag(ours, 't1', ['d1', 'd2', 'unknown'], true)).toSorted()).toEqual(['d1', 'd2']);
        await store.assignTag(ours, 't2', ['d1'], true);
        expect((await documents.get(ours, 'd1'))!.tagIds).toEqual(['t1', 't2']);
        expect(await store.assignTag(ours, 't1', ['d1', 'd3'], false)).toEqual(['d1']);
        expect(await store.removeTag(ours, 't2')).toEqual({ id: 't2', documentIds: ['d1'] });
        expect((await documents.get(ours, 'd1'))!.tagIds).toEqual([]);
        expect((await documents.get(ours, 'd2'))!.tagIds).toEqual(['t1']);
      });
    });

    describe('a scope', () => {
      beforeEach(async () => {
        await make('a');
        await make('b', 'a');
        await tag('t', 'maize');
        await store.assignCollection(ours, 'b', ['d1', 'd2'], true);
        await store.assignTag(ours, 't', ['d2', 'd3'], true);
      });

      it('holds what is in any of its parts, each document once', async () => {
        expect(await within({ collectionIds: ['b'] })).toEqual(['d1', 'd2']);
        expect(await within({ collectionIds: ['a'] })).toEqual(['d1', 'd2']);
        expect(await within({ tagIds: ['t'] })).toEqual(['d2', 'd3']);
        const all = await store.documentIdsIn(ours, { collectionIds: ['a', 'b'], tagIds: ['t'], documentIds: ['d4', 'd2'] });
        expect(all!.toSorted()).toEqual(['d1', 'd2', 'd3', 'd4']);
      });

      // A question about an empty collection must not be answered from everything.
      it('is the whole library only where it names nothing', async () => {
        await make('empty');
        expect(await store.documentIdsIn(ours, wholeLibrary)).toBeNull();
        expect(await within({ collectionIds: ['empty'] })).toEqual([]);
        expect(await within({ collectionIds: ['unknown'], tagIds: ['unknown'], documentIds: ['unknown'] })).toEqual([]);
      });

      it('leaves out the trash', async () => {
        await documents.trash(ours, 'd2');
        expect(await within({ collectionIds: ['a'], tagIds: ['t'], documentIds: ['d2'] })).toEqual(['d1', 'd3']);
      });
    });

    it('keeps libraries apart', async () => {
      await make('a');
      await tag('t', 'maize');
      await store.assignCollection(ours, 'a', ['d1'], true);
      await add('d9', theirs);
      for (const attempt of [
        store.updateCollection(theirs, 'a', { name: 'stolen' }),
        store.removeCollection(theirs, 'a'),
        store.assignCollection(theirs, 'a', ['d9'], true),
        make('b', 'a', theirs),
        store.updateTag(theirs, 't', { name: 'stolen' }),
        store.removeTag(theirs, 't'),
        store.assignTag(theirs, 't', ['d9'], true),
      ]) {
        await expect(attempt).rejects.toMatchObject(notFound);
      }
      expect(await store.assignCollection(ours, 'a', ['d9'], true)).toEqual([]);
      expect(await within({ collectionIds: ['a'], documentIds: ['d1'] }, theirs)).toEqual([]);
      expect((await documents.get(ours, 'd1'))!.collectionIds).toEqual(['a']);
    });
  });
}
