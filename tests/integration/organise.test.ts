import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RouteInput } from '../../shared/api/routes.ts';
import { bees, glaciers, maize } from '../fixtures/pdf/papers.ts';
import { Folders, withoutModel, writePaper } from './support/hub.ts';
import { openTestEngine, type TestEngine } from './support/localEngine.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

describe('a library put in order', () => {
  const folders = new Folders();
  let test: TestEngine;
  let ids: { maize: string; bees: string; glaciers: string };

  beforeAll(async () => {
    const papers = await folders.make();
    test = await openTestEngine({ dataDir: await folders.make(), settings: withoutModel });
    const added: string[] = [];
    for (const [n, paper] of [maize, bees, glaciers].entries()) {
      const [id] = await test.add([await writePaper(papers, `${n}.pdf`, paper)]);
      expect(await test.ended(id!)).toMatchObject({ status: 'ready' });
      added.push(id!);
    }
    ids = { maize: added[0]!, bees: added[1]!, glaciers: added[2]! };
  });
  beforeEach(() => {
    test.events.length = 0;
  });
  afterAll(async () => {
    await test?.close();
    await folders.removeAll();
  });

  const foundIn = async (scope: RouteInput<'search'>['scope'], documentIds?: string[]) => {
    const query = 'grain yield, waggle dances and the tunnels beneath glaciers';
    const { passages } = await test.call('search', { query, k: 100, scope, ...(documentIds ? { documentIds } : {}) });
    return new Set(passages.map(({ documentId }) => documentId));
  };
  const typesTold = () => test.events.map(({ type }) => type).filter((type) => type !== 'queue.changed');

  it('tells who was put where, so that a window need not load the documents again', async () => {
    const outer = await test.call('collections.create', { name: ' Thesis ' });
    const inner = await test.call('collections.create', { name: 'Chapter 1', parentId: outer.id });
    expect(outer.name).toBe('Thesis');
    const { documents } = await test.call('collections.assign', {
      id: inner.id,
      documentIds: [ids.maize, ids.bees, 'unknown'],
      member: true,
    });
    expect(documents).toBe(2);
    await test.call('collections.assign', { id: inner.id, documentIds: [ids.maize], member: true });
    const assigned = test.events.filter((event) => event.type === 'collection.assigned');
    expect(assigned).toEqual([
      {
        type: 'collection.assigned',
        libraryId: 'local',
        collectionId: inner.id,
        documentIds: expect.arrayContaining([ids.maize, ids.bees]),
        member: true,
      },
    ]);
    expect((await test.call('documents.get', { id: ids.maize })).collectionIds).toEqual([inner.id]);
    test.events.length = 0;
    await test.call('collections.remove', { id: outer.id });
    expect(typesTold()).toEqual(['collection.assigned', 'collections.changed']);
    expect(await test.call('collections.list', {})).toEqual({ items: [] });
    expect((await test.call('documents.get', { id: ids.maize })).collectionIds).toEqual([]);
  });

  it('says in words why a set cannot be changed', async () => {
    const a = await test.call('collections.create', { name: 'A' });
    const circle = test.call('collections.update', { id: a.id, parentId: a.id });
    await expect(circle).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('lie in itself') });
    await test.call('tags.create', { name: 'Read' });
    const other = await test.call('tags.create', { name: 'Later' });
    const taken = test.call('tags.update', { id: other.id, name: 'READ' });
    await expect(taken).rejects.toMatchObject({ code: 'conflict', message: 'Another tag has this name.' });
    await expect(test.call('tags.assign', { id: 'none', documentIds: [ids.maize], tagged: true })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  // A question about an empty collection answered from the whole library would cite papers nobody asked about.
  it('searches and answers within a scope, and in an empty one finds nothing', async () => {
    const set = await test.call('collections.create', { name: 'Insects' });
    const empty = await test.call('collections.create', { name: 'Empty' });
    const tag = await test.call('tags.create', { name: 'Ice' });
    await test.call('collections.assign', { id: set.id, documentIds: [ids.bees], member: true });
    await test.call('tags.assign', { id: tag.id, documentIds: [ids.glaciers], tagged: true });
    expect(await foundIn({})).toEqual(new Set([ids.maize, ids.bees, ids.glaciers]));
    expect(await foundIn({ collectionIds: [set.id] })).toEqual(new Set([ids.bees]));
    expect(await foundIn({ collectionIds: [set.id], tagIds: [tag.id] })).toEqual(new Set([ids.bees, ids.glaciers]));
    expect(await foundIn({ collectionIds: [empty.id] }, [ids.maize])).toEqual(new Set([ids.maize]));
    expect(await foundIn({}, [ids.maize])).toEqual(new Set([ids.maize]));
    expect(await foundIn({ collectionIds: [empty.id] })).toEqual(new Set());
    const question = 'How did uneven seed distribution change the grain yield of maize?';
    const scope = { collectionIds: [empty.id] };
    expect(await test.call('answers.ask', { question, scope })).toMatchObject({ answered: false, citations: [] });
    expect(await test.call('answers.ask', { question })).toMatchObject({ answered: true });
  });

  // A second reading would put the wrong title back.
  it('keeps what a person put right, whenever the paper is read again', async () => {
    const edited = await test.call('documents.update', { id: ids.bees, title: 'Of Bees', authors: ['Ada Lovelace'], year: null });
    expect(edited).toMatchObject({ title: 'Of Bees', editedFields: ['title', 'authors', 'year'] });
    expect(test.events).toMatchObject([{ type: 'document.changed', document: { id: ids.bees, title: 'Of Bees' } }]);
    await test.call('documents.retry', { ids: [ids.bees] });
    expect(await test.ended(ids.bees)).toMatchObject({
      status: 'ready',
      title: 'Of Bees',
      authors: ['Ada Lovelace'],
      year: null,
      editedFields: ['title', 'authors', 'year'],
    });
    const { passages } = await test.call('search', { query: 'waggle dances', documentIds: [ids.bees] });
    expect(passages[0]!.title).toBe('Of Bees');
  });

  it('finds a text in a paper, at its page and place', async () => {
    const { matches, total } = await test.call('documents.find', { id: ids.maize, text: 'UNEVEN seed distribution' });
    expect(total).toBe(matches.length);
    expect(matches[0]).toMatchObject({ page: 3, text: 'Uneven seed distribution' });
    expect(matches[0]!.boxes[0]).toMatchObject({ page: 3, x: expect.any(Number) });
  });

  it('keeps marks and notes through the trash, and tells of each change', async () => {
    const { matches } = await test.call('documents.find', { id: ids.glaciers, text: 'the', limit: 3 });
    const { blobHash } = await test.call('documents.get', { id: ids.glaciers });
    const anchors = matches.map(({ page, text, boxes }) => ({
      documentId: ids.glaciers,
      blobHash,
      page,
      quote: text,
      prefix: '',
      suffix: '',
      boxes,
      color: 'green' as const,
    }));
    const made = [];
    for (const anchor of anchors.toReversed()) made.push(await test.call('annotations.create', anchor));
    expect(typesTold()).toEqual(Array(3).fill('annotations.changed'));
    await test.call('annotations.update', { id: made[0]!.id, note: 'Look again' });
    const order = made.map(({ id }) => id).toReversed();
    const listed = async () => (await test.call('annotations.list', { documentId: ids.glaciers })).items.map(({ id }) => id);
    expect(await listed()).toEqual(order);
    await test.call('annotations.remove', { id: made[1]!.id });
    expect(await test.call('annotations.create', { ...anchors[1]!, id: made[1]!.id })).toMatchObject({ id: made[1]!.id });
    await test.call('documents.remove', { ids: [ids.glaciers] });
    await test.call('documents.restore', { ids: [ids.glaciers] });
    expect(await listed()).toEqual(order);
    const place = { documentId: ids.glaciers, page: 2, offset: 0.5, zoom: 'width' } as const;
    expect(await test.call('places.get', { documentId: ids.glaciers })).toBeNull();
    await test.call('places.set', place);
    expect(await test.call('places.get', { documentId: ids.glaciers })).toEqual(place);
  });

  it('passes over documents that are not there', async () => {
    const input = { ids: [ids.maize, 'unknown', ids.maize] };
    expect(await test.call('documents.remove', input)).toEqual({ ids: [ids.maize], purged: false });
    expect(await test.call('documents.restore', input)).toEqual({ ids: [ids.maize] });
    expect(await test.call('documents.cancel', input)).toEqual({ ids: [ids.maize] });
    expect(await test.call('documents.retry', input)).toEqual({ ids: [ids.maize] });
    expect(await test.ended(ids.maize)).toMatchObject({ status: 'ready' });
    expect(await test.call('documents.remove', { ids: ['unknown'], purge: true })).toEqual({ ids: [], purged: true });
  });
});
