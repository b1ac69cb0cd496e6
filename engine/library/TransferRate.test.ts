import { expect, test } from 'vitest';
import { TransferRate } from './TransferRate.ts';

test('what an earlier try had brought does not count as speed, and a stall shows', () => {
  let now = 0;
  const rate = new TransferRate(() => now);
  expect(rate.at(900_000_000)).toBeNull();
  now = 1000;
  expect(rate.at(902_000_000)).toBe(2_000_000);
  now = 8000;
  expect(rate.at(902_000_000)).toBeNull();
  now = 9000;
  expect(rate.at(902_000_000)).toBe(0);
});
