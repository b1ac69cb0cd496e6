import { expect, test } from 'vitest';
import { pool } from './pool.ts';

// Two texts of two and one tokens in rows three wide; what lies in the padding must not matter.
const hidden = Float32Array.from([1, 0, 3, 4, 9, 9, 0, 2, 9, 9, 9, 9]);
const shape = { width: 3, dimensions: 2 };

test('the mean is over the tokens of the text, not the padding', () => {
  expect([...pool(hidden, [2, 1], shape, { pooling: 'mean', normalize: false })]).toEqual([2, 2, 0, 2]);
  const unit = [...pool(hidden, [2, 1], shape, { pooling: 'mean', normalize: true })];
  expect(unit[0]).toBeCloseTo(Math.SQRT1_2);
  expect(unit[1]).toBeCloseTo(Math.SQRT1_2);
  expect(unit.slice(2)).toEqual([0, 1]);
});

test('cls takes the first token', () => {
  expect([...pool(hidden, [2, 1], shape, { pooling: 'cls', normalize: false })]).toEqual([1, 0, 0, 2]);
});

test('a zero state gives zeros, not NaN', () => {
  expect([...pool(new Float32Array(2), [1], { width: 1, dimensions: 2 }, { pooling: 'mean', normalize: true })]).toEqual([0, 0]);
});
