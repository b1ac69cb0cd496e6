import { describe, expect, it } from 'vitest';
import { splitClaims } from './citations.ts';

describe('splitClaims', () => {
  it('gives a mark to its own sentence wherever the writer put it', () => {
    const claims = splitClaims('Yield rose [1]. Height fell. [2] Both matter [1, 3].');
    expect(claims.map(({ text, named }) => [text, [...named]])).toEqual([
      ['Yield rose.', [1]],
      ['Height fell.', [2]],
      ['Both matter.', [1, 3]],
    ]);
  });

  it('reads ranges and ignores absurd ones', () => {
    expect([...splitClaims('All agree [2-4].')[0]!.named]).toEqual([2, 3, 4]);
    expect([...splitClaims('All agree [1-4000].')[0]!.named]).toEqual([1]);
  });
});
