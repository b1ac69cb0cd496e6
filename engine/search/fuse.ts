/** One retriever's candidates, best first, each with how well it matches the query: 1 is as well as can be. */
export interface RankedList {
  hits: readonly { id: string; gain: number }[];
  /** What counts for a candidate that this retriever did not return. */
  rest: number;
}

/** The mean of what the lists say. Sorted, ties by id. */
export interface Fused {
  id: string;
  score: number;
}

interface Hit {
  id: string;
  score: number;
}

/**
 * How far a cosine may lie below the best before it says nothing, at the least. Between a restatement and a stranger, gte-small leaves about this much; where the
 * candidates of a query lie further apart than this, as with models that use more of the scale, their own range counts.
 */
const cosineSpan = 0.16;

/**
 * BM25 as a share of what a short text holding all the query's terms would score (`ideal`, the sum of their weights): where not even the best candidate
 * holds the telling words, words decide less.
 */
export function byWords(hits: readonly Hit[], ideal: number): RankedList {
  return { hits: hits.map(({ id, score }) => ({ id, gain: score / ideal })), rest: 0 };
}

/**
 * Cosines as their distance from the best one, on a fixed scale: where all candidates are alike, meaning decides less. What lies deeper than the list goes is
 * at most as near as its last hit, and counts as that: words may have found it, and it is no stranger for standing 201st in meaning.
 */
export function byMeaning(hits: readonly Hit[]): RankedList {
  const best = hits[0]?.score ?? 0;
  const last = hits.at(-1)?.score ?? 0;
  const span = Math.max(cosineSpan, best - last);
  const gain = (score: number) => 1 - (best - score) / span;
  return { hits: hits.map(({ id, score }) => ({ id, gain: gain(score) })), rest: gain(last) };
}

/** Linear fusion (Bruch, Gai & Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2023) with equal weights; why so: docs/adr/0004-fusion.md. */
export function fuse(lists: readonly RankedList[]): Fused[] {
  const rest = lists.reduce((sum, list) => sum + list.rest, 0);
  const scores = new Map<string, number>();
  for (const list of lists) {
    for (const { id, gain } of list.hits) scores.set(id, (scores.get(id) ?? rest) + gain - list.rest);
  }
  return [...scores]
    .map(([id, score]) => ({ id, score: score / lists.length }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}
