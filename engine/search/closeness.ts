import { analyse } from './analyse.ts';

/** What a sentence counts that holds all terms of the query, and all its pairs of neighbouring terms; what a passage counts that holds what the query quotes. */
const termsCount = 0.3;
const pairsCount = 0.25;
const quotesCount = 1;

/** The most that closeness can be without quotes in the query. */
export const mostClose = termsCount + pairsCount;

/** Where sentences end, roughly: a wrong cut costs a pair of words, and finding every abbreviation takes longer than all the rest. */
const sentenceEnd = /(?<=[.!?]["”’)\]]?)\s+(?=[\p{Lu}\p{N}("“[])|\n/u;

/**
 * How closely the query's words stand together in a text, which BM25 does not see: what its best sentence holds of the query's terms and of its pairs of
 * neighbours, by weight. Words in quotation marks are looked for as they stand, and count beyond all else. At most `mostClose`, one more with quotes.
 */
export function closeness(query: string, weightOf: (term: string) => number): (text: string) => number {
  const sequence = analyse(query);
  const terms = weighted([...new Set(sequence)], weightOf);
  const pairs = weighted([...new Set(pairsOf(sequence))], (pair) => Math.min(...pair.split(' ').map(weightOf)));
  const quotes = quotedTerms(query);
  return (text) => {
    const sentences = text.split(sentenceEnd).map(analyse);
    let best = 0;
    for (const held of sentences) {
      const words = new Set(held);
      const found = termsCount * share(terms, words);
      // Without a word of the query there is no pair of them.
      if (found > 0) best = Math.max(best, found + pairsCount * share(pairs, new Set(pairsOf(held))));
    }
    if (quotes.length === 0) return best;
    const whole = ` ${sentences.flat().join(' ')} `;
    return best + (quotesCount * quotes.filter((quote) => whole.includes(` ${quote} `)).length) / quotes.length;
  };
}

/** What the query puts in quotation marks, as terms; a single word is found by its term as well. */
function quotedTerms(query: string): string[] {
  const quoted = [...query.matchAll(/["“„«]([^"“”„«»]+)["”»]/gu)].map((match) => analyse(match[1]!));
  return quoted.filter((terms) => terms.length > 1).map((terms) => terms.join(' '));
}

interface Weighted {
  all: number;
  of: [string, number][];
}

function weighted(items: string[], weightOf: (item: string) => number): Weighted {
  const of = items.map((item): [string, number] => [item, weightOf(item)]);
  return { of, all: of.reduce((sum, [, weight]) => sum + weight, 0) };
}

function share({ of, all }: Weighted, held: ReadonlySet<string>): number {
  if (all === 0) return 0;
  return of.reduce((sum, [item, weight]) => sum + (held.has(item) ? weight : 0), 0) / all;
}

function pairsOf(terms: string[]): string[] {
  return terms.slice(1).map((term, at) => `${terms[at]} ${term}`);
}
