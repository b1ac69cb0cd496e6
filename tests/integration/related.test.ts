import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Folders, withoutModel } from './support/hub.ts';
import { openTestEngine, type TestEngine } from './support/localEngine.ts';
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
