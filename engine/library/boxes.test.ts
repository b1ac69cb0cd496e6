import { describe, expect, it } from 'vitest';
import type { PageRecord } from '../ports/DocumentStore.ts';
import { boxesForSpan } from './boxes.ts';

/** A page whose words are 20 wide and 10 high, each line given with its place. */
function pageOf(number: number, start: number, lines: { x: number; y: number; words: string[] }[]): PageRecord {
  let text = '';
  const runs: PageRecord['runs'] = [];
  for (const { x, y, words } of lines) {
    for (const [i, word] of words.entries()) {
      runs.push({ start: text.length, end: text.length + word.length, x: x + i * 25, y, width: 20, height: 10 });
      text += `${word} `;
    }
  }
  return { number, label: null, width: 600, height: 800, start, text, runs, error: null, trace: null };
}

const one = pageOf(1, 0, [
  { x: 50, y: 100, words: ['aa', 'bb', 'cc'] },
  { x: 50, y: 112, words: ['dd', 'ee'] },
  { x: 300, y: 112, words: ['ff'] },
]);
const two = pageOf(2, one.text.length, [{ x: 50, y: 50, words: ['gg', 'hh'] }]);
const spanOf = (from: string, to: string) => {
  const text = one.text + two.text;
  return { start: text.indexOf(from), end: text.indexOf(to) + to.length };
};

describe('boxesForSpan', () => {
  it('gives one box per line, trimmed to the words at both ends', () => {
    expect(boxesForSpan([one], spanOf('bb', 'dd'))).toEqual([
      { page: 1, x: 75, y: 100, width: 45, height: 10 },
      { page: 1, x: 50, y: 112, width: 20, height: 10 },
    ]);
  });

  it('keeps columns apart on one height, and pages', () => {
    expect(boxesForSpan([one, two], spanOf('ee', 'gg'))).toEqual([
      { page: 1, x: 75, y: 112, width: 20, height: 10 },
      { page: 1, x: 300, y: 112, width: 20, height: 10 },
      { page: 2, x: 50, y: 50, width: 20, height: 10 },
    ]);
  });

  it('includes a raised word in the box of its line', () => {
    const page = pageOf(1, 0, [{ x: 0, y: 100, words: ['ha', 'x'] }]);
    page.runs.push({ start: 5, end: 6, x: 46, y: 97, width: 4, height: 6 });
    page.text += '2';
    expect(boxesForSpan([page], { start: 0, end: 6 })).toEqual([{ page: 1, x: 0, y: 97, width: 50, height: 13 }]);
  });

  it('gives nothing for a span that holds no word or lies elsewhere', () => {
    expect(boxesForSpan([one], { start: 2, end: 3 })).toEqual([]);
    expect(boxesForSpan([two], spanOf('aa', 'cc'))).toEqual([]);
    expect(boxesForSpan([], { start: 0, end: 5 })).toEqual([]);
  });
});
