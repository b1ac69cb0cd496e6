import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { wholeLibrary } from '../../shared/domain/collection.ts';
import { bees, glaciers, maize } from '../fixtures/pdf/papers.ts';
import { Folders, hub, killLeftovers, withoutModel, writePaper } from './support/hub.ts';
import { openTestEngine, type TestEngine } from './support/localEngine.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const keysOf = (text: string) => text.match(/(?<=^@\w+\{)[^,]+/gm) ?? [];

describe('papers as BibTeX', () => {
  const folders = new Folders();
  let data: string;
  let test: TestEngine;
  let ids: [string, string, string];

  beforeAll(async () => {
    const papers = await folders.make();
    data = await folders.make();
    test = await openTestEngine({ dataDir: data, settings: withoutModel });
    const added = [];
    for (const [name, spec] of Object.entries({ maize, glaciers, bees })) {
      const [id] = await test.add([await writePaper(papers, `${name}.pdf`, spec)]);
      await test.ended(id!);
      added.push(id!);
    }
    ids = added as [string, string, string];
    // The same to a key, though not the same work.
    for (const id of ids.slice(0, 2))
      await test.call('documents.update', { id, title: 'Maize & Ice', authors: ['Ana Núñez'], year: 2020 });
  });
  afterAll(async () => {
    killLeftovers();
    await folders.removeAll();
  });

  const inScope = (scope: Partial<typeof wholeLibrary>) =>
    test.call('documents.export', { scope: { ...wholeLibrary, ...scope } });

  it('have the same key in every export, whichever papers are in it', async () => {
    const all = await inScope({});
    expect(all).toMatchObject({ fileName: 'papers.bib', papers: 3 });
    expect(keysOf(all.text).slice(0, 2)).toEqual(['nunez2020maize', 'nunez2020maize-2']);
    const second = await inScope({ documentIds: [ids[1]] });
    expect(keysOf(second.text)).toEqual(['nunez2020maize-2']);
    expect(second.fileName).toBe('Maize Ice.bib');
    expect(second.text).toContain('title = {{Maize \\& Ice}}');
  });

  it('are those of a collection, named after it, and none of an empty one', async () => {
    const { id } = await test.call('collections.create', { name: 'Ice: cores' });
    expect(await inScope({ collectionIds: [id] })).toMatchObject({ text: '', papers: 0 });
    await test.call('collections.assign', { id, documentIds: [ids[1]], member: true });
    expect(await inScope({ collectionIds: [id] })).toMatchObject({ fileName: 'Ice cores.bib', papers: 1 });
  });

  it('are printed by hub export', async () => {
    await test.close();
    const run = await hub(['export', '--bibtex', '--collection', 'Ice: cores', '--data', data], withoutModel);
    expect(run.code).toBe(0);
    expect(keysOf(run.stdout)).toEqual(['nunez2020maize-2']);
  });
});
