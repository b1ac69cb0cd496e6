import { expect, test } from 'vitest';
import { batchesByLength } from './batches.ts';

test('every text is in one batch, and padding to the longest stays within the budget', () => {
  const lengths = [500, 3, 40, 41, 512, 7, 3, 260, 255, 130];
  const batches = batchesByLength(lengths, 512);
  expect(batches.flat().sort((a, b) => a - b)).toEqual(lengths.map((_, index) => index));
  for (const batch of batches) expect(Math.max(...batch.map((index) => lengths[index]!)) * batch.length).toBeLessThanOrEqual(512);
  expect(batches.length).toBeLessThanOrEqual(6);
});

test('a text longer than the budget is a batch of its own', () => {
  expect(batchesByLength([900, 10, 800], 512)).toEqual([[1], [2], [0]]);
  expect(batchesByLength([], 512)).toEqual([]);
});
