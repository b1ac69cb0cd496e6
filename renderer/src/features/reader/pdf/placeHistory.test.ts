import { expect, test } from 'vitest';
import { PlaceHistory } from './placeHistory.ts';

test('a jump after going back forgets the way forward, as in a browser', () => {
  const history = new PlaceHistory<number>();
  history.leave(1);
  history.leave(5);
  expect(history.back(9)).toBe(5);
  expect(history.forward(5)).toBe(9);
  expect(history.back(9)).toBe(5);
  history.leave(7);
  expect(history.canGoForward).toBe(false);
  expect(history.back(8)).toBe(7);
  expect(history.back(7)).toBe(1);
  expect(history.back(1)).toBeUndefined();
});
