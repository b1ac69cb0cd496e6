import { expect, test } from 'vitest';
import { pageFor } from './pageFor.ts';

test('a number is the printed one where pages are numbered otherwise, so that a citation of page 2 leads to the page that says 2', () => {
  const labels = ['i', 'ii', '1', '2', '3'];
  expect(pageFor('2', 5, labels)).toBe(4);
  expect(pageFor(' II ', 5, labels)).toBe(2);
  expect(pageFor('5', 5, labels)).toBe(5);
  expect(pageFor('6', 5, labels)).toBeNull();
  expect(pageFor('', 5, ['', 'x', 'y', 'z', 'a'])).toBeNull();
  expect(pageFor('2', 5, null)).toBe(2);
  expect(pageFor('2a', 5, null)).toBeNull();
});
