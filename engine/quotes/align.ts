export interface Alignment {
  /** Half-open range of the text that reads most like the pattern. */
  start: number;
  end: number;
  /** What it costs to make one of the other, in letters changed; never more than the pattern is long. */
  cost: number;
}

/** In quarters of a letter, to stay with whole numbers. What the pattern leaves out costs less the longer it is: a word is lost as a whole. */
const quarters = { change: 4, extra: 4, omit: 4, omitMore: 1 } as const;

/**
 * The stretch of `text` that is most like `pattern`, of several the first: semi-global alignment with affine gaps in the text (Sellers 1980, The theory and computation of evolutionary
 * distances; Gotoh 1982, An improved algorithm for matching biological sequences). An empty text gives an empty stretch. Time grows with the product of the two
 * lengths, memory with the pattern.
 */
export function alignWithin(pattern: string, text: string): Alignment {
  const length = pattern.length;
  const codes = Uint16Array.from({ length }, (_, i) => pattern.charCodeAt(i));
  // One column of the table: what the first i letters of the pattern cost up to here, and where in the text that began; the same for ways that end leaving text out.
  const costs = Int32Array.from({ length: length + 1 }, (_, i) => i * quarters.extra);
  const starts = new Int32Array(length + 1);
  const omitCosts = new Int32Array(length + 1).fill(2 ** 30);
  const omitStarts = new Int32Array(length + 1);
  let best: Alignment = { start: 0, end: 0, cost: length * quarters.extra };
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    let diagonalCost = 0;
    let diagonalStart = at;
    starts[0] = at + 1;
    for (let i = 1; i <= length; i++) {
      const before = costs[i]!;
      const beforeStart = starts[i]!;
      const opened = before + quarters.omit;
      const extended = omitCosts[i]! + quarters.omitMore;
      if (opened < extended) omitStarts[i] = beforeStart;
      omitCosts[i] = Math.min(opened, extended);
      let cost = diagonalCost + (codes[i - 1] === code ? 0 : quarters.change);
      let start = diagonalStart;
      if (omitCosts[i]! < cost) {
        cost = omitCosts[i]!;
        start = omitStarts[i]!;
      }
      if (costs[i - 1]! + quarters.extra < cost) {
        cost = costs[i - 1]! + quarters.extra;
        start = starts[i - 1]!;
      }
      costs[i] = cost;
      starts[i] = start;
      diagonalCost = before;
      diagonalStart = beforeStart;
    }
    if (costs[length]! < best.cost) best = { start: starts[length]!, end: at + 1, cost: costs[length]! };
  }
  return { ...best, cost: best.cost / quarters.extra };
}
