import { describe, expect, it } from 'vitest';
import { alignWithin } from './align.ts';

const found = (pattern: string, text: string) => {
  const { start, end, cost } = alignWithin(pattern, text);
  return [text.slice(start, end), cost];
};

describe('alignWithin', () => {
  it('finds a text letter for letter, the first of several', () => {
    expect(alignWithin('abc', 'xxabcxabc')).toEqual({ start: 2, end: 5, cost: 0 });
  });

  it('counts a letter misread, lost or added as one', () => {
    expect(found('grainyie1d', 'thegrainyieldrose')).toEqual(['grainyield', 1]);
    expect(found('granyield', 'thegrainyieldrose')).toEqual(['grainyield', 1]);
    expect(found('graiinyield', 'thegrainyieldrose')).toEqual(['grainyield', 1]);
  });

  // Counted letter by letter, two words left out would outweigh everything that is right.
  it('counts a word left out for less than its letters', () => {
    const [text, cost] = found('thegrainyieldrosefast', 'seeninthegrainyieldofmaizerosefast');
    expect(text).toBe('thegrainyieldofmaizerosefast');
    expect(cost).toBe(1 + 6 / 4);
  });

  it('never costs more than the pattern is long, in a text of other letters or none', () => {
    expect(alignWithin('abc', 'xyzxyz').cost).toBeLessThanOrEqual(3);
    expect(alignWithin('abc', '')).toEqual({ start: 0, end: 0, cost: 3 });
  });
});
