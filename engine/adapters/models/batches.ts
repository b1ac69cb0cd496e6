/**
 * Groups texts into batches of similar length, so that little is padded: texts sorted by token count, each batch as long as
 * its longest text times its size stays within `budget` tokens (a text longer than that is a batch of its own).
 *
 * @param lengths token count of each text
 * @returns indices into `lengths`; each exactly once
 */
export function batchesByLength(lengths: number[], budget: number): number[][] {
  const order = lengths.map((_, index) => index).sort((a, b) => lengths[a]! - lengths[b]!);
  const batches: number[][] = [];
  let batch: number[] = [];
  for (const index of order) {
    if (batch.length > 0 && lengths[index]! * (batch.length + 1) > budget) {
      batches.push(batch);
      batch = [];
    }
    batch.push(index);
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
