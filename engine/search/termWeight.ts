/** Rarer words than one in so many chunks weigh alike: a word that stands nowhere has a weight too. */
const rarest = 1e-5;

/** How telling a term is that stands in this share of a library's chunks (0…1): > 0, close to BM25's idf. */
export function termWeight(share: number): number {
  return Math.log(1 + 1 / (share + rarest));
}
