import { describe, expect, it } from 'vitest';
import { mean, ndcg, recall, reciprocalRank } from './metrics.ts';

const judged = new Map([
  ['a', 2],
  ['b', 1],
  ['c', 0],
  ['d', 1],
]);

describe('metrics', () => {
  it('computes nDCG with graded gains', () => {
    // Ideal order: 2, 1, 1.
    const ideal = 2 + 1 / Math.log2(3) + 1 / 2;
    expect(ndcg(['a', 'b', 'd'], judged, 10)).toBe(1);
    expect(ndcg(['x', 'b', 'c', 'a'], judged, 10)).toBeCloseTo((1 / Math.log2(3) + 2 / Math.log2(5)) / ideal, 12);
    expect(ndcg(['x', 'b', 'c', 'a'], judged, 3)).toBeCloseTo(1 / Math.log2(3) / ideal, 12);
    expect(ndcg([], judged, 10)).toBe(0);
  });

  it('cuts the ideal at k too', () => {
    expect(ndcg(['a'], judged, 1)).toBe(1);
    expect(ndcg(['b'], judged, 1)).toBe(0.5);
  });

  it('takes negative grades as not relevant', () => {
    const harsh = new Map([
      ['a', 1],
      ['b', -2],
    ] as const);
    expect(ndcg(['b', 'a'], harsh, 10)).toBeCloseTo(1 / Math.log2(3), 12);
    expect(recall(['b'], harsh, 10)).toBe(0);
  });

  it('computes the reciprocal rank within k', () => {
    expect(reciprocalRank(['c', 'x', 'b', 'a'], judged, 10)).toBe(1 / 3);
    expect(reciprocalRank(['c', 'x', 'b'], judged, 2)).toBe(0);
  });

  it('computes recall within k', () => {
    expect(recall(['x', 'a', 'd'], judged, 100)).toBeCloseTo(2 / 3, 12);
    expect(recall(['x', 'a', 'd'], judged, 2)).toBeCloseTo(1 / 3, 12);
  });

  it('is 0 where nothing is relevant or nothing was asked', () => {
    expect([ndcg(['c'], new Map([['c', 0]]), 10), recall(['c'], new Map(), 10), mean([])]).toEqual([0, 0, 0]);
  });
});
