import { describe, expect, it } from 'vitest';
import { findQuote, quotedStrings } from './quoteMatch.ts';

describe('findQuote', () => {
  it('sees through what typesetting changes: line ends, hyphens, ligatures, quotation marks, case', () => {
    const text = 'We ﬁnd that “cross-\nvalidation” of the coefﬁcients is   not needed.';
    expect(findQuote(text, 'we find that "crossvalidation" of the coefficients is not needed')).toEqual({
      start: 0,
      end: text.length - 1,
    });
  });

  it('gives the place in the original, also after characters that fold to more or fewer', () => {
    const text = '𝒳 ﬀ and then: exactly this.';
    const span = findQuote(text, 'exactly this')!;
    expect(text.slice(span.start, span.end)).toBe('exactly this');
  });

  it('does not find a quote with a word changed, nor an empty one', () => {
    expect(findQuote('Yield rose by 9 percent.', 'Yield rose by 90 percent')).toBeNull();
    expect(findQuote('Yield rose.', ' - ')).toBeNull();
  });
});

describe('quotedStrings', () => {
  it('takes quotations, not quoted terms', () => {
    expect(quotedStrings('The so-called “gold standard” means “each link was checked by two authors,” they say.')).toEqual([
      'each link was checked by two authors',
    ]);
  });
});
