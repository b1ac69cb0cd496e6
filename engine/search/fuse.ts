/** A retriever's candidate: anything with an id and a score, higher is better. */
export interface Candidate {
  id: string;
  score: number;
}

export interface FusedCandidate {
  id: string;
  /** 0…1, higher is better. */
  score: number;
}

/** A ranking with its weight in the fusion; lists are in rank order. */
export interface WeightedList {
  candidates: Candidate[];
  weight: number;
}

/**
 * Weighted sum of min-max normalised scores: each list is stretched to 0…1, a candidate a list lacks counts 0 there (Bruch et al. 2023, "An Analysis of
 * Fusion Functions for Hybrid Retrieval"). Ties by id. Empty lists give up their weight to the others.
 */
export function fuseScores(lists: WeightedList[]): FusedCandidate[] {
  const used = lists.filter(({ candidates }) => candidates.length > 0);
  const total = used.reduce((sum, { weight }) => sum + weight, 0);
  return ranked(
    used.map(({ candidates, weight }) => {
      const scores = candidates.map(({ score }) => score);
      const least = Math.min(...scores);
      const range = Math.max(...scores) - least;
      return candidates.map(({ id, score }) => ({ id, score: (weight / total) * (range === 0 ? 1 : (score - least) / range) }));
    }),
  );
}

/** Reciprocal rank fusion (Cormack et al. 2009): Σ weight / (c + rank), scaled so that first place everywhere is 1. */
export function fuseRanks(lists: WeightedList[], c = 60): FusedCandidate[] {
  const used = lists.filter(({ candidates }) => candidates.length > 0);
  const total = used.reduce((sum, { weight }) => sum + weight, 0);
  return ranked(
    used.map(({ candidates, weight }) =>
      candidates.map(({ id }, i) => ({ id, score: ((weight / total) * (c + 1)) / (c + 1 + i) })),
    ),
  );
}

function ranked(parts: Candidate[][]): FusedCandidate[] {
  const sums = new Map<string, number>();
  for (const { id, score } of parts.flat()) sums.set(id, (sums.get(id) ?? 0) + score);
  return [...sums].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}
