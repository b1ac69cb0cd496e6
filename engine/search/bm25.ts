import { bm25 } from '../ports/LexicalIndex.ts';

/**
 * BM25 in parts, after Robertson & Zaragoza, "The Probabilistic Relevance Framework" (2009), without the constant factor k1 + 1.
 * Every adapter adds up `termScore` in the order of the query's terms, so that sums are equal to the last bit.
 */

/** How telling a term is that `df` of `entries` entries hold; > 0. */
export function inverseFrequency(entries: number, df: number): number {
  return Math.log(1 + (entries - df + 0.5) / (df + 0.5));
}

/** The part of the denominator that is the entry's: > 0, larger for longer entries. `length` and `mean` in terms. */
export function lengthNorm(length: number, mean: number): number {
  return bm25.k1 * (1 - bm25.b + (mean > 0 ? (bm25.b * length) / mean : 0));
}

/** What a term that stands `tf` times in an entry adds to its score. */
export function termScore(idf: number, tf: number, norm: number): number {
  return (idf * tf) / (tf + norm);
}
