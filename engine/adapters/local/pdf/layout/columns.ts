import type { Fragment } from './fragments.ts';

/** A part of the page that is read from top to bottom before the next one begins. */
export type Region = Fragment[];

const maxDepth = 6;
/** More fragments than this are no page of text: they are taken as one column. */
const maxFragments = 4000;

/** The regions of a page in reading order: full-width stretches, and the columns between them from left to right. */
export function regionsOf(fragments: Fragment[], rtl: boolean): Region[] {
  return cut(fragments, rtl, 0);
}

function cut(fragments: Fragment[], rtl: boolean, depth: number): Region[] {
  if (fragments.length < 6 || fragments.length > maxFragments || depth === maxDepth)
    return fragments.length > 0 ? [fragments] : [];
  const gutter = bestGutter(fragments);
  if (!gutter) return [fragments];
  const regions: Region[] = [];
  let full: Fragment[] = [];
  const flush = () => {
    regions.push(...cut(full, rtl, depth + 1));
    full = [];
  };
  for (const band of gutter.bands) {
    if (!band.columns) full.push(...band.all);
    else {
      flush();
      const { left, right } = band.columns;
      for (const side of rtl ? [right, left] : [left, right]) regions.push(...cut(side, rtl, depth + 1));
    }
  }
  flush();
  return regions;
}

interface Band {
  all: Fragment[];
  /** Set where the gutter parts two columns. */
  columns: { left: Fragment[]; right: Fragment[] } | null;
}

/** The vertical line that parts most text into columns, with the page cut into bands where something crosses it. */
function bestGutter(fragments: Fragment[]): { bands: Band[] } | null {
  let best: { bands: Band[]; score: number } | null = null;
  for (const x of candidates(fragments)) {
    const bands = bandsAt(fragments, x);
    const score = bands.reduce((sum, band) => sum + (band.columns ? band.all.length : 0), 0);
    if (score > 0 && (!best || score > best.score)) best = { bands, score };
  }
  return best;
}

/** Middles of the gaps between a fragment and its right neighbour on the same height. */
function candidates(fragments: Fragment[]): number[] {
  const sorted = [...fragments].sort((a, b) => a.top - b.top);
  const tallest = Math.max(...fragments.map((fragment) => fragment.bottom - fragment.top));
  const found = new Map<number, number>();
  sorted.forEach((fragment, i) => {
    let nearest: Fragment | undefined;
    const consider = (other: Fragment) => {
      if (other.x0 < fragment.x1 - 1) return;
      if (Math.min(other.bottom, fragment.bottom) - Math.max(other.top, fragment.top) <= 0) return;
      if (!nearest || other.x0 < nearest.x0) nearest = other;
    };
    for (let j = i + 1; j < sorted.length && sorted[j]!.top < fragment.bottom; j++) consider(sorted[j]!);
    for (let j = i - 1; j >= 0 && sorted[j]!.top > fragment.top - tallest; j--) consider(sorted[j]!);
    if (nearest) {
      const middle = Math.round((fragment.x1 + nearest.x0) / 2);
      found.set(middle, (found.get(middle) ?? 0) + 1);
      // Beside the columns' edges: ragged lines put the middle of a gap elsewhere each time.
      const edge = Math.round(nearest.x0 - 4);
      found.set(edge, (found.get(edge) ?? 0) + 1);
    }
  });
  return [...found]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 60)
    .map(([x]) => x);
}

function bandsAt(fragments: Fragment[], x: number): Band[] {
  const sorted = [...fragments].sort((a, b) => a.baseline - b.baseline);
  const bands: Band[] = [];
  let sides: Fragment[] = [];
  const flush = () => {
    if (sides.length > 0) bands.push(toBand(sides, x));
    sides = [];
  };
  for (const fragment of sorted) {
    if (sideOf(fragment, x) === 0) {
      flush();
      const last = bands.at(-1);
      if (last && !last.columns) last.all.push(fragment);
      else bands.push({ all: [fragment], columns: null });
    } else sides.push(fragment);
  }
  flush();
  return bands;
}

/** -1 left of the line, 1 right of it, 0 across. A line that only just overshoots its column still belongs to it. */
function sideOf({ x0, x1 }: Fragment, x: number): -1 | 0 | 1 {
  const slack = Math.max(1, 0.08 * (x1 - x0));
  if (x1 <= x + slack) return -1;
  return x0 >= x - slack ? 1 : 0;
}

function toBand(all: Fragment[], x: number): Band {
  const left = all.filter((fragment) => sideOf(fragment, x) < 0);
  const right = all.filter((fragment) => sideOf(fragment, x) > 0);
  return { all, columns: areColumns(left, right) ? { left, right } : null };
}

/**
 * Columns hold lines of prose; cells of a table and labels of a list do not. A margin note beside the text is a column too: its lines do not
 * stand on the text's lines.
 */
function areColumns(left: Fragment[], right: Fragment[]): boolean {
  const l = measure(left);
  const r = measure(right);
  if (!l || !r) return false;
  const size = Math.max(l.size, r.size);
  if (r.x0 - l.x1 < 0.4 * size) return false;
  const overlap = Math.min(l.bottom, r.bottom) - Math.max(l.top, r.top);
  if (overlap < 2 * size) return false;
  const narrow = Math.min(l.chars, r.chars);
  const wide = Math.max(l.chars, r.chars);
  if (narrow >= 20) return Math.min(l.rows.length, r.rows.length) >= 2;
  const [note, text] = l.chars < r.chars ? [l, r] : [r, l];
  if (wide < 35 || narrow < 5 || note.rows.length < 3) return false;
  const aligned = note.rows.filter((row) => text.rows.some((other) => Math.abs(other - row) < 0.15 * size)).length;
  return aligned < 0.5 * note.rows.length;
}

interface Side {
  rows: number[];
  /** Characters per row, the median. */
  chars: number;
  size: number;
  x0: number;
  x1: number;
  top: number;
  bottom: number;
}

function measure(fragments: Fragment[]): Side | null {
  if (fragments.length === 0) return null;
  const rows: { baseline: number; chars: number }[] = [];
  for (const fragment of fragments) {
    const row = rows.at(-1);
    if (row && Math.abs(row.baseline - fragment.baseline) < 0.4 * fragment.size) row.chars += fragment.chars;
    else rows.push({ baseline: fragment.baseline, chars: fragment.chars });
  }
  const middle = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;
  return {
    rows: rows.map((row) => row.baseline),
    chars: middle(rows.map((row) => row.chars)),
    size: middle(fragments.map((fragment) => fragment.size)),
    x0: Math.min(...fragments.map((fragment) => fragment.x0)),
    x1: Math.max(...fragments.map((fragment) => fragment.x1)),
    top: Math.min(...fragments.map((fragment) => fragment.top)),
    bottom: Math.max(...fragments.map((fragment) => fragment.bottom)),
  };
}
