import { lettersOf } from '../../../engine/ingest/textBlocks.ts';

export const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Words of letters and digits, folded. */
export function tokens(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  );
}

/** F1 of two bags. */
export function f1(found: string[], expected: string[]): number {
  const shared = overlap(found, expected);
  return found.length + expected.length === 0 ? 1 : (2 * shared) / (found.length + expected.length);
}

/** How many of one bag are in the other. */
export function overlap(found: string[], expected: string[]): number {
  const left = new Map<string, number>();
  for (const item of expected) left.set(item, (left.get(item) ?? 0) + 1);
  let shared = 0;
  for (const item of found) {
    const count = left.get(item) ?? 0;
    if (count === 0) continue;
    left.set(item, count - 1);
    shared++;
  }
  return shared;
}

/** The last word of a family name, folded: publishers put middle names and particles on either side. */
export function family(name: string): string {
  const words = name
    .replaceAll(/&(?:amp;)?nbsp;/g, ' ')
    .trim()
    .split(/\s+/);
  return lettersOf(words.at(-1) ?? '')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '');
}

/** Length of the longest common subsequence (Myers 1986, greedy). */
export function commonLength(a: string[], b: string[]): number {
  const max = a.length + b.length;
  const reach = new Int32Array(2 * max + 2);
  for (let edits = 0; edits <= max; edits++) {
    for (let k = -edits; k <= edits; k += 2) {
      const down = k === -edits || (k !== edits && reach[max + k - 1]! < reach[max + k + 1]!);
      let x = down ? reach[max + k + 1]! : reach[max + k - 1]! + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      reach[max + k] = x;
      if (x >= a.length && x - k >= b.length) return (max - edits) / 2;
    }
  }
  return 0;
}

/** Numbers 0…1 from a seed (mulberry32): the same sentences are drawn each time. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
