import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bees, glaciers, maize } from '../fixtures/pdf/papers.ts';
import { Folders, withoutModel, writePaper } from './support/hub.ts';
import { openTestEngine, type TestEngine } from './support/localEngine.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

/** On page 3 of the maize paper. */
const sentence =
  'Uneven seed distribution within the row reduced the grain yield by 9 percent at the highest population. Plants that stood close to ' +
  'a gap grew thicker stalks but did not make up for their missing neighbours.';

describe('where a quoted sentence stands', () => {
  const folders = new Folders();
  let test: TestEngine;
  let ids: Record<'maize' | 'glaciers' | 'bees', string>;

  beforeAll(async () => {
    const papers = await folders.make();
    test = await openTestEngine({ dataDir: await folders.make(), settings: withoutModel });
    const paths = [
      await writePaper(papers, 'maize.pdf', maize),
      await writePaper(papers, 'glaciers.pdf', glaciers),
      await writePaper(papers, 'bees.pdf', bees),
    ];
    const added = await test.add(paths);
    for (const id of added) await test.ended(id);
    ids = { maize: added[0]!, glaciers: added[1]!, bees: added[2]! };
  });
  afterAll(async () => {
    await test?.close();
    await folders.removeAll();
  });

  const find = async (text: string, within = {}) => (await test.call('quotes.find', { text, ...within })).sources;

  it('is its paper, page and boxes, as printed there', async () => {
    const [found, ...others] = await find(sentence);
    expect(found).toMatchObject({ documentId: ids.maize, page: 3, text: sentence, score: 1 });
    expect(found!.boxes.every(({ page, width }) => page === 3 && width > 0)).toBe(true);
    // One in each line: a box around the paragraph would mark what was not quoted.
    expect(found!.boxes.length).toBeGreaterThan(1);
    expect(others).toEqual([]);
  });

  it.each([
    [
      'broken lines, hyphens and ligatures',
      'Uneven seed distri-\nbution within the\nrow reduced the grain yield by 9 percent at the highest popu-\nlation',
    ],
    ['other case, quotation marks and spaces', '“uneven  SEED distribution within the row reduced the grain yield”'],
    ['letters misread', 'Unoven sced distributlon withln the row rcduced the graln yield by 9 percenl at the hlghest population'],
    ['words left out', 'Uneven distribution within the row reduced yield by 9 percent at the highest population'],
    ['words added', 'Uneven seed distribution [sic] within the same row reduced the grain yield by 9 percent'],
  ])('is found with %s', async (_, text) => {
    const [found] = await find(text);
    expect(found).toMatchObject({ documentId: ids.maize, page: 3 });
    expect(found!.text).toMatch(/^Uneven seed distribution within the row reduced the grain yield/);
  });

  it('ends with the word it ends in, though its last letter was misread', async () => {
    const [found] = await find('Stalk lodging was rare in the first summer and common in the second onc');
    expect(found!.text).toBe('Stalk lodging was rare in the first summer and common in the second one');
  });

  it('is found around what a person left out, and marked without it', async () => {
    const quote =
      'Uneven seed distribution within the row reduced the grain yield […] but did not make up for their missing neighbours.';
    const [found] = await find(quote);
    expect(found).toMatchObject({ documentId: ids.maize, page: 3, score: 1 });
    expect(found!.text).toBe(quote.replace('[…]', '…'));
    const [whole] = await find(sentence);
    const area = (boxes: { width: number }[]) => boxes.reduce((sum, { width }) => sum + width, 0);
    expect(area(found!.boxes)).toBeLessThan(0.8 * area(whole!.boxes));
  });

  it.each([
    // Made of words of the library, in another order or saying something else.
    'The highest population reduced missing neighbours within the grain, and stalks grew a gap by 9 percent of the row.',
    'Even watering within the field raised the protein content by 4 percent at the lowest density of plants.',
    'The quick brown fox jumps over the lazy dog while nobody in the village is looking.',
  ])('is nowhere for %j', async (text) => {
    expect(await find(text)).toEqual([]);
  });

  it('is looked for in the papers named alone', async () => {
    expect(await find(sentence, { documentIds: [ids.glaciers, ids.bees] })).toEqual([]);
  });

  it('is not told of two words, which many places have', async () => {
    await expect(find('the row')).rejects.toMatchObject({ code: 'quote_too_short' });
  });

  it('is nowhere once its paper lies in the trash', async () => {
    await test.call('documents.remove', { ids: [ids.bees] });
    const { paragraphs } = bees.sections[0]!;
    expect(await find(paragraphs[0]!.slice(0, 140))).toEqual([]);
  });
});
