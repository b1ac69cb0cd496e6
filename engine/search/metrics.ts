/** How relevant documents are to a query: id → grade; 0 or less is not relevant. */
export type Judgements = ReadonlyMap<string, number>;

/**
 * Normalised discounted cumulative gain of the first `k`, as trec_eval's `ndcg_cut`: the gain is the grade, the discount log2(rank + 1),
 * the ideal order that of all judged documents. 0 where nothing is relevant.
 */
export function ndcg(ranked: readonly string[], judgements: Judgements, k: number): number {
  const grades = [...judgements.values()].filter((grade) => grade > 0).sort((a, b) => b - a);
  const ideal = discounted(grades.slice(0, k));
  if (ideal === 0) return 0;
  return discounted(ranked.slice(0, k).map((id) => Math.max(0, judgements.get(id) ?? 0))) / ideal;
}

/** Reciprocal rank of the first relevant document among the first `k`; 0 where there is none. */
export function reciprocalRank(ranked: readonly string[], judgements: Judgements, k: number): number {
  const at = ranked.slice(0, k).findIndex((id) => (judgements.get(id) ?? 0) > 0);
  return at < 0 ? 0 : 1 / (at + 1);
}

/** Share of the relevant documents that are among the first `k`; 0 where nothing is relevant. */
export function recall(ranked: readonly string[], judgements: Judgements, k: number): number {
  const relevant = [...judgements].filter(([, grade]) => grade > 0).map(([id]) => id);
  if (relevant.length === 0) return 0;
  const found = new Set(ranked.slice(0, k));
  return relevant.filter((id) => found.has(id)).length / relevant.length;
}

/** Arithmetic mean; 0 of nothing. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function discounted(gains: readonly number[]): number {
  return gains.reduce((sum, gain, at) => sum + gain / Math.log2(at + 2), 0);
}
