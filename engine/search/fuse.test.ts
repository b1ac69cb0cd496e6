import { describe, expect, it } from 'vitest';
import { byMeaning, byWords, fuse } from './fuse.ts';

const hits = (...pairs: [string, number][]) => pairs.map(([id, score]) => ({ id, score }));
const ids = (...lists: Parameters<typeof fuse>[0]) => fuse(lists).map(({ id }) => id);

describe('fuse', () => {
  it('takes the mean of what the lists say', () => {
    const words = byWords(hits(['a', 6], ['b', 3]), 12);
    const meaning = byMeaning(hits(['b', 0.9], ['c', 0.86], ['a', 0.82]));
    expect(fuse([words, meaning])).toEqual([
      { id: 'b', score: expect.closeTo((0.25 + 1) / 2, 12) },
      { id: 'a', score: expect.closeTo((0.5 + 0.5) / 2, 12) },
      { id: 'c', score: expect.closeTo(0.75 / 2, 12) },
    ]);
    expect(fuse([])).toEqual([]);
    expect(fuse([byWords([], 1), byMeaning([])])).toEqual([]);
  });

  // Counted as nothing, the best passage by words fell behind dozens of middling ones that stood on both lists.
  it('counts what the dense list does not reach as its last hit', () => {
    const words = byWords(hits(['rare', 8], ['b', 7]), 12);
    const meaning = byMeaning(hits(['a', 0.88], ['b', 0.85], ['c', 0.84]));
    expect(ids(words, meaning)[0]).toBe('rare');
  });

  // Spread over the whole scale, hundredths between strangers outweighed the words of the question.
  it('gives meaning little weight where all candidates are alike, and words where none holds the telling ones', () => {
    const meaning = byMeaning(hits(['a', 0.8], ['b', 0.79], ['c', 0.78]));
    expect(ids(byWords(hits(['c', 8], ['a', 4]), 12), meaning)[0]).toBe('c');
    const telling = byMeaning(hits(['a', 0.9], ['b', 0.82], ['c', 0.75]));
    expect(ids(byWords(hits(['c', 2], ['a', 1]), 12), telling)[0]).toBe('a');
  });

  it('follows the range of models whose cosines lie far apart', () => {
    const { hits: gains } = byMeaning(hits(['a', 0.8], ['b', 0.4], ['c', 0]));
    expect(gains.map(({ gain }) => gain)).toEqual([1, 0.5, 0]);
  });

  it('breaks ties by id', () => {
    expect(ids(byWords(hits(['b', 2], ['a', 2]), 4))).toEqual(['a', 'b']);
  });
});
