import { describe, expect, it } from 'vitest';
import { fuseRanks, fuseScores, type RankedList } from './fuse.ts';

const list = (weight: number, ...hits: [string, number][]): RankedList => ({
  weight,
  hits: hits.map(([id, score]) => ({ id, score })),
});

describe('fuseScores', () => {
  it('adds up what each list says on a scale from its worst to its best, by weight', () => {
    const lexical = list(1, ['a', 30], ['b', 20], ['c', 10]);
    const dense = list(3, ['b', 0.9], ['d', 0.8], ['a', 0.7]);
    expect(fuseScores([lexical, dense])).toEqual([
      { id: 'b', score: 0.25 * 0.5 + 0.75 },
      { id: 'd', score: expect.closeTo(0.375, 12) },
      { id: 'a', score: 0.25 },
      { id: 'c', score: 0 },
    ]);
  });

  // The second of two good hits would otherwise count as much as one that was not found.
  it('measures from the floor where a retriever has one', () => {
    const hits = list(1, ['a', 10], ['b', 8]).hits;
    expect(fuseScores([{ hits, weight: 1, floor: 0 }])).toEqual([
      { id: 'a', score: 1 },
      { id: 'b', score: 0.8 },
    ]);
  });

  it('counts equal scores fully, also of a single hit', () => {
    expect(fuseScores([list(1, ['b', 2], ['a', 2])])).toEqual([
      { id: 'a', score: 1 },
      { id: 'b', score: 1 },
    ]);
    expect(fuseScores([list(1, ['a', -0.2]), list(1)])).toEqual([{ id: 'a', score: 0.5 }]);
    expect(fuseScores([list(1), list(1)])).toEqual([]);
  });
});

describe('fuseRanks', () => {
  it('adds up reciprocal ranks, 1 for what is first everywhere', () => {
    const fused = fuseRanks([list(1, ['a', 9], ['b', 8]), list(1, ['a', 0.2], ['c', 0.1], ['b', 0])]);
    expect(fused.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(fused[0]!.score).toBe(1);
    expect(fused[1]!.score).toBeCloseTo((61 / 62 + 61 / 63) / 2, 12);
    expect(fused[2]!.score).toBeCloseTo(61 / 62 / 2, 12);
  });

  it('follows the weights', () => {
    const fused = fuseRanks([list(1, ['a', 1], ['b', 0]), list(2, ['b', 1], ['a', 0])], 1);
    expect(fused[0]!.id).toBe('b');
    expect(fused[0]!.score).toBeCloseTo((1 / 3) * (2 / 3) + 2 / 3, 12);
  });
});
