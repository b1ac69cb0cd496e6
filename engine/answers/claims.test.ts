import { describe, expect, it } from 'vitest';
import { splitClaims, withoutMarks } from './claims.ts';

describe('splitClaims', () => {
  it('gives a mark to its own sentence wherever the writer put it', () => {
    const claims = splitClaims('Yield rose [1]. Height fell. [2] Both matter [1, 3].');
    expect(claims.map(({ text, named }) => [text, [...named]])).toEqual([
      ['Yield rose.', [1]],
      ['Height fell.', [2]],
      ['Both matter.', [1, 3]],
    ]);
  });

  it('takes the number of a list item for no figure that a source would have to state', () => {
    const claims = splitClaims('1. Yield rose by 9 percent.\n2) Height fell.\n- 12 plots were lost.');
    expect(claims.map(({ stated }) => stated)).toEqual(['Yield rose by 9 percent.', 'Height fell.', '12 plots were lost.']);
    expect(claims[0]?.text).toBe('1. Yield rose by 9 percent.');
  });

  it('reads ranges and ignores absurd ones', () => {
    expect([...splitClaims('All agree [2-4].')[0]!.named]).toEqual([2, 3, 4]);
    expect([...splitClaims('All agree [1-4000].')[0]!.named]).toEqual([1]);
  });
});

describe('withoutMarks', () => {
  it('shows of a text that is being written a beginning of what it will be, never a half mark', () => {
    const text = 'Yield rose [1, 3]. Height [sic] fell.[2] Both [12] matter';
    const whole = withoutMarks(text);
    expect(whole).toBe('Yield rose. Height [sic] fell. Both matter');
    for (let length = 0; length <= text.length; length++) {
      const shown = withoutMarks(text.slice(0, length));
      expect(whole.startsWith(shown)).toBe(true);
      expect(shown).not.toMatch(/\[(?!s)/);
    }
  });
});
