/** One retriever's candidates, best first, and how much it counts. Scores of different retrievers need not be alike. */
export interface RankedList {
  hits: readonly { id: string; score: number }[];
  /** > 0. */
  weight: number;
  /** The score of what does not match at all, where the retriever has one (0 for BM25); else the worst candidate stands for it. */
  floor?: number;
}

/** 0…1: 1 for what every list has first. Sorted, ties by id. */
export interface Fused {
  id: string;
  score: number;
}

/**
 * Weighted sum of min-max normalised scores (Bruch, Gai & Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2023): in
 * each list the best counts 1 and the floor 0; what a list does not hold counts 0 there.
 */
export function fuseScores(lists: readonly RankedList[]): Fused[] {
  return fuse(lists, ({ hits, floor }) => {
    const best = hits[0]!.score;
    const worst = floor ?? hits.at(-1)!.score;
    return (hit) => (best === worst ? 1 : (hit.score - worst) / (best - worst));
  });
}

/**
 * Reciprocal rank fusion (Cormack, Clarke & Büttcher 2009), scaled to 0…1: only the ranks count. `constant` is the paper's 60; larger
 * ones make the first ranks less important.
 */
export function fuseRanks(lists: readonly RankedList[], constant = 60): Fused[] {
  return fuse(lists, () => (_hit, rank) => (constant + 1) / (constant + rank));
}

function fuse(
  lists: readonly RankedList[],
  gainOf: (list: RankedList) => (hit: RankedList['hits'][number], rank: number) => number,
): Fused[] {
  const total = lists.reduce((sum, list) => sum + list.weight, 0);
  const scores = new Map<string, number>();
  for (const list of lists) {
    if (list.hits.length === 0) continue;
    const gain = gainOf(list);
    list.hits.forEach((hit, at) => {
      scores.set(hit.id, (scores.get(hit.id) ?? 0) + (list.weight / total) * gain(hit, at + 1));
    });
  }
  return [...scores].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}
