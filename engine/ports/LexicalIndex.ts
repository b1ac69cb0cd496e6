import type { RequestContext } from '../context.ts';

/** A chunk's terms as the analyser made them (`engine/search/analyse.ts`), repeats included. */
export interface LexicalEntry {
  chunkId: string;
  terms: string[];
}

export interface LexicalHit {
  chunkId: string;
  documentId: string;
  /** BM25 with k1 0.9, b 0.4; > 0, higher is better. */
  score: number;
}

/** Parameters of BM25 (Robertson & Zaragoza 2009), those of the BEIR baselines. idf = ln(1 + (N − df + .5) / (df + .5)). */
export const bm25 = { k1: 0.9, b: 0.4 } as const;

/**
 * BM25 over terms. It sees what the DocumentStore shows: entries of a document's active revision while the document is not in the
 * trash. N, df and the mean length count visible entries only, so every adapter returns the same hits in the same order.
 */
export interface LexicalIndex {
  /** Adds entries of a revision. Adding a chunk again replaces it. Invisible until the revision is activated. */
  add(ctx: RequestContext, documentId: string, revisionId: string, entries: LexicalEntry[]): Promise<void>;
  /** Drops revisions' entries; unknown ones are ignored. */
  remove(ctx: RequestContext, revisionIds: string[]): Promise<void>;
  /**
   * The best `k` for any of the terms (repeats in the query count once), score descending, ties by chunk id. `documentIds` limits the
   * hits, not the statistics. No terms or no match: an empty list.
   */
  search(ctx: RequestContext, terms: string[], options: { k: number; documentIds?: string[] }): Promise<LexicalHit[]>;
  /**
   * Share of visible entries that hold each term (0…1): how telling a word is in this library. Same order as `terms`.
   */
  frequencies(ctx: RequestContext, terms: string[]): Promise<number[]>;
  /** Merges small parts and drops dead ones; searches go on meanwhile. */
  optimize(ctx: RequestContext): Promise<void>;
}
