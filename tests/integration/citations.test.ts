import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { firstReview, secondReview } from '../fixtures/pdf/citingPapers.ts';
import { maize } from '../fixtures/pdf/papers.ts';
import { Folders, hub, withoutModel, writePaper } from './support/hub.ts';
import { openTestEngine, type TestEngine } from './support/localEngine.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

describe('who cites whom', () => {
  const folders = new Folders();
  let test: TestEngine;
  let data: string;
  let ids: [maize: string, first: string, second: string];

  beforeAll(async () => {
    const papers = await folders.make();
    data = await folders.make();
    test = await openTestEngine({ dataDir: data, settings: withoutModel });
    const added = await test.add([
      await writePaper(papers, 'maize.pdf', maize),
      await writePaper(papers, 'first.pdf', firstReview),
      await writePaper(papers, 'second.pdf', secondReview),
    ]);
    for (const id of added) await test.ended(id);
    ids = added as typeof ids;
  });
  afterAll(async () => {
    await test?.close();
    await folders.removeAll();
  });

  const pairs = async (id?: string) => {
    const names = new Map(ids.map((one, i) => [one, ['maize', 'first', 'second'][i]]));
    const { links } = await test.call('citations.links', id === undefined ? {} : { id });
    return links.map(({ citingId, citedId, page }) => `${names.get(citingId)} p${page} → ${names.get(citedId)}`).sort();
  };

  it('is read from the lists of references, with the page of the entry', async () => {
    expect(await pairs()).toEqual(['first p2 → maize', 'second p2 → first', 'second p2 → maize']);
    expect(await pairs(ids[1])).toEqual(['first p2 → maize', 'second p2 → first']);
  });

  it('tells what several papers cite and nobody has, until it is there', async () => {
    const { works } = await test.call('citations.missing', {});
    expect(works).toEqual([
      {
        doi: '10.1000/soils.2003',
        title: 'Soils of the dry northern plains and their water',
        year: 2003,
        text: expect.stringContaining('Miller K'),
        citingIds: expect.arrayContaining([ids[1], ids[2]]),
      },
    ]);
    await test.call('documents.update', { id: ids[0], doi: '10.1000/soils.2003' });
    expect((await test.call('citations.missing', {})).works).toEqual([]);
    expect(await pairs(ids[0])).toEqual(['first p2 → maize', 'second p2 → maize']);
    await test.call('documents.update', { id: ids[0], doi: null });
  });

  it('goes by what a person corrected', async () => {
    await test.call('documents.update', { id: ids[0], title: 'Another Paper Altogether on Maize' });
    expect(await pairs()).toEqual(['second p2 → first']);
    await test.call('documents.update', { id: ids[0], title: maize.title });
  });

  it('is printed by hub', async () => {
    await test.close();
    const all = await hub(['citations', '--data', data], withoutModel);
    expect(all.stdout).toContain(`${firstReview.title} (p. 2)\n  cites ${maize.title}\n`);
    const missing = await hub(['citations', '--missing', '--data', data], withoutModel);
    expect(missing.stdout).toBe(
      '2×  Soils of the dry northern plains and their water (2003)  https://doi.org/10.1000/soils.2003\n',
    );
  });
});
