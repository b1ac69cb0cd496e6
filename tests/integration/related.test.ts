import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { onePerWork } from '../../engine/answers/oneSource.ts';
import type { Passage } from '../../shared/domain/passage.ts';
import { Folders, withoutModel } from './support/hub.ts';
import { ctx, openTestEngine, type TestEngine } from './support/localEngine.ts';
import { writeRelatedPapers } from './support/relatedPapers.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

describe('papers of the same work', () => {
  const folders = new Folders();
  let test: TestEngine;
  let ids: Record<'published' | 'preprint' | 'correction' | 'other', string>;

  beforeAll(async () => {
    test = await openTestEngine({ dataDir: await folders.make(), settings: withoutModel });
    const paths = await writeRelatedPapers(await folders.make());
    const added = [];
    // One after another, so that it is certain which is the newer one.
    for (const path of [paths.published, paths.correction, paths.other, paths.preprint]) {
      const [id] = await test.add([path]);
      await test.ended(id!);
      added.push(id!);
    }
    const [published, correction, other, preprint] = added as [string, string, string, string];
    ids = { published, correction, other, preprint };
  });
  afterAll(async () => {
    await test?.close();
    await folders.removeAll();
  });

  const relatedIds = async (id: string) =>
    (await test.call('documents.related', { id })).items.map(({ document, relation, distinct }) => [
      document.id,
      relation,
      distinct,
    ]);
  const groups = async () => (await test.call('documents.duplicates', {})).groups;

  it('are linked: a preprint and what came of it, and no correction of it', async () => {
    expect(await relatedIds(ids.preprint)).toEqual([[ids.published, 'versions', false]]);
    expect(await relatedIds(ids.published)).toEqual([[ids.preprint, 'versions', false]]);
    expect(await relatedIds(ids.correction)).toEqual([]);
    expect(await groups()).toEqual([{ documentIds: [ids.published, ids.preprint], relations: ['versions'] }]);
  });

  it('are told once, when the second one has been read', () => {
    expect(test.events.filter(({ type }) => type === 'related.found')).toEqual([
      expect.objectContaining({ documentId: ids.preprint, relatedIds: [ids.published] }),
    ]);
  });

  it('are none where a person says so, until that is taken back', async () => {
    await test.call('documents.setDistinct', { id: ids.published, otherId: ids.preprint, distinct: true });
    expect(await groups()).toEqual([]);
    expect(await relatedIds(ids.preprint)).toEqual([[ids.published, 'versions', true]]);
    expect(test.events.at(-1)).toMatchObject({ type: 'distinct.changed' });
    await test.call('documents.setDistinct', { id: ids.preprint, otherId: ids.published, distinct: false });
    expect(await groups()).toHaveLength(1);
  });

  // A finding would look confirmed by a second paper.
  it('are one source of an answer: the published one, unless its preprint says much more, or a person says they are two', async () => {
    const left = async (scores: Partial<Record<keyof typeof ids, number>>) => {
      const passages = Object.entries(scores).map(
        ([name, score]) => ({ documentId: ids[name as keyof typeof ids], score }) as Passage,
      );
      const kept = await onePerWork(test.ports, ctx, passages);
      return kept.map(({ documentId }) => Object.keys(ids).find((name) => ids[name as keyof typeof ids] === documentId));
    };
    expect(await left({ preprint: 0.8, published: 0.78, correction: 0.7, other: 0.5 })).toEqual([
      'published',
      'correction',
      'other',
    ]);
    expect(await left({ preprint: 0.8, published: 0.4, other: 0.3 })).toEqual(['preprint', 'other']);
    expect(await left({ preprint: 0.8, other: 0.5 })).toEqual(['preprint', 'other']);
    await test.call('documents.setDistinct', { id: ids.published, otherId: ids.preprint, distinct: true });
    expect(await left({ preprint: 0.8, published: 0.78 })).toEqual(['preprint', 'published']);
    await test.call('documents.setDistinct', { id: ids.published, otherId: ids.preprint, distinct: false });
  });

  it('leave their places among the passages of an answer to other papers', async () => {
    const { id } = await test.call('conversations.create', {});
    const question = 'How does barley grow beside slow rivers and stone walls in dry valleys?';
    const turn = await test.call('conversations.ask', { conversationId: id, parentId: null, question });
    const { passages } = (await test.ports.conversations.grounds(ctx, turn.id))!;
    const from = new Set(passages.map(({ documentId }) => documentId));
    expect([from.has(ids.published), from.has(ids.preprint), from.has(ids.other)]).toEqual([true, false, true]);
  });

  it('stand beside each other from the trash, but are no duplicates', async () => {
    await test.call('documents.remove', { ids: [ids.preprint] });
    expect(await groups()).toEqual([]);
    const { items } = await test.call('documents.related', { id: ids.published });
    expect(items.map(({ document }) => document.deletedAt !== null)).toEqual([true]);
    await test.call('documents.restore', { ids: [ids.preprint] });
  });

  it('follow what a person says of title and DOI', async () => {
    const { title, doi } = await test.call('documents.get', { id: ids.other });
    await test.call('documents.update', { id: ids.other, doi: 'https://doi.org/10.1000/BARLEY.1' });
    expect(await relatedIds(ids.other)).toContainEqual([ids.published, 'same_doi', false]);
    await test.call('documents.update', { id: ids.other, title, doi });
    expect(await relatedIds(ids.other)).toEqual([]);
  });

  it('are never the same document twice', async () => {
    const same = { id: ids.other, otherId: ids.other, distinct: true };
    await expect(test.call('documents.setDistinct', same)).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
