import { beforeEach, describe, expect, it } from 'vitest';
import { testContext } from '../../tests/contract/testContext.ts';
import { MemoryDocumentStore } from '../adapters/memory/MemoryDocumentStore.ts';
import { findText } from './findText.ts';
import { foldText } from './foldText.ts';

const ctx = testContext('ours');

describe('foldText', () => {
  it.each([
    ['the eﬃcient ﬁlter', 'The Efficient FILTER'],
    ['Émile Cañón, e\u0301mile', 'emile canon, Émile'],
    ['well-known', 'wellknown'],
    ['dis-\ntribution of\n  seeds', 'distribution of seeds'],
    ['soft\u00ADly', 'softly'],
    ['“it’s” — said', '"it\'s" - said'],
    ['Straße, ŁÓDŹ', 'STRASSE, lodz'],
    ['ℝ 𝒩', 'R N'],
  ])('makes %j and %j the same', (a, b) => {
    expect(foldText(a).text).toBe(foldText(b).text);
  });

  // 2010-12 must not be found by 201012, nor 1-2 within 12.
  it.each([
    ['2010-12', '201012'],
    ['a - b', 'a b'],
    ['maize yield', 'maizeyield'],
  ])('keeps %j and %j apart', (a, b) => {
    expect(foldText(a).text).not.toBe(foldText(b).text);
  });

  it('leads every character back to where it came from', () => {
    const text = 'a\u0301ﬁ  x-\ny𝒩';
    const { text: folded, starts, ends } = foldText(text);
    expect(folded).toBe('afi xyn');
    const back = [...folded].map((_, i) => text.slice(starts[i], ends[i]));
    expect(back).toEqual(['a\u0301', 'ﬁ', 'ﬁ', ' ', 'x', 'y', '𝒩']);
  });
});

describe('findText', () => {
  let documents: MemoryDocumentStore;
  beforeEach(async () => {
    documents = new MemoryDocumentStore();
    await documents.ensureLibrary(ctx, 'Ours');
  });

  /** Words 10 pt a letter wide, each line of a page 20 pt below the one before. */
  async function publish(...texts: string[]) {
    const file = { source: 'file', fileName: 'a', localPath: null, sizeBytes: 1 } as const;
    await documents.insert(ctx, { id: 'd', title: 'A', blobHash: '0'.repeat(64), ...file });
    await documents.beginRevision(ctx, 'd', { id: 'r', parser: 'test' });
    let start = 0;
    const pages = texts.map((text, i) => {
      const runs = [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => {
        const line = text.slice(0, index).split('\n');
        return {
          start: index,
          end: index + word.length,
          x: 10 * line.at(-1)!.length,
          y: 20 * line.length,
          width: 10 * word.length,
          height: 10,
        };
      });
      const page = { number: i + 1, label: null, width: 600, height: 800, start, text, runs, error: null, trace: null };
      start += text.length;
      return page;
    });
    await documents.addPages(ctx, 'r', pages);
    await documents.activateRevision(ctx, 'r', null);
  }
  const find = (text: string, limit = 100) => findText({ documents }, ctx, { id: 'd', text, limit });

  it('says the page, the words around and where to draw', async () => {
    await publish('First page.\n', 'Over here the grain\nyield rose by a third.\n');
    expect(await find('GRAIN yield')).toEqual({
      total: 1,
      matches: [
        {
          page: 2,
          before: 'First page. Over here the ',
          text: 'grain yield',
          after: ' rose by a third. ',
          boxes: [
            { page: 2, x: 140, y: 20, width: 50, height: 10 },
            { page: 2, x: 0, y: 40, width: 50, height: 10 },
          ],
        },
      ],
    });
  });

  // The whole word would be marked for each letter typed.
  it('marks the letters found, not the words they are in', async () => {
    await publish('biodiversity\n');
    expect((await find('diver')).matches[0]!.boxes).toEqual([{ page: 1, x: 30, y: 20, width: 50, height: 10 }]);
  });

  it('finds what goes on on the next page', async () => {
    await publish('It was a distri-\n', 'bution of seeds\n');
    const { matches } = await find('distribution of');
    expect(matches).toMatchObject([{ page: 1, boxes: [{ page: 1 }, { page: 2, width: 90 }] }]);
  });

  it('counts all and returns the first ones', async () => {
    await publish('maize maize\n', 'maize\n');
    const { matches, total } = await find('maize', 2);
    expect([matches.map(({ page }) => page), total]).toEqual([[1, 1], 3]);
  });

  it('finds nothing for a hyphen alone, in a document not read yet, or in none', async () => {
    await publish('well - known\n');
    expect(await find('-')).toEqual({ matches: [], total: 0 });
    const file = { source: 'file', fileName: 'b', localPath: null, sizeBytes: 1 } as const;
    await documents.insert(ctx, { id: 'unread', title: 'B', blobHash: '1'.repeat(64), ...file });
    expect(await findText({ documents }, ctx, { id: 'unread', text: 'x', limit: 1 })).toEqual({ matches: [], total: 0 });
    await expect(findText({ documents }, ctx, { id: 'none', text: 'x', limit: 1 })).rejects.toMatchObject({ code: 'not_found' });
  });
});
