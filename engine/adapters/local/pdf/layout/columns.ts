import type { Fragment } from './fragments.ts';

/** A part of the page that is read from top to bottom before the next one begins. */
export type Region = Fragment[];

const maxDepth = 6;
/** More fragments than this are no page of text: they are taken as one column. */
export const maxFragments = 4000;
/** In relation to the text beside it. */
const maxNoteWidth = 0.45;
/** Points within which two pages have the same gutter. */
const tolerance = 6;

/**
 * The regions of a page in reading order: full-width stretches, and the columns between them from left to right (right to left for right-to-left text).
 * `known`: gutters that other pages of the document have; there a figure may stand beside text.
 */
export function regionsOf(fragments: Fragment[], rtl: boolean, known: number[]): Region[] {
  return cut(fragments, rtl, known, 0);
}

/** Where the page's columns part, from the evidence of this page alone; null for a page of one column. */
export function gutterOf(fragments: Fragment[]): number | null {
  if (fragments.length < 6 || fragments.length > maxFragments) return null;
  const best = bestGutter(fragments, []);
  return best && best.score > 0.4 * fragments.length ? best.x : null;
}

function cut(fragments: Fragment[], rtl: boolean, known: number[], depth: number): Region[] {
  if (fragments.length < 4 || fragments.length > maxFragments || depth === maxDepth)
    return fragments.length > 0 ? [fragments] : [];
  const gutter = bestGutter(fragments, depth === 0 ? known : []);
  if (!gutter) return [fragments];
  const regions: Region[] = [];
  let full: Fragment[] = [];
  const flush = () => {
    regions.push(...cut(full, rtl, [], depth + 1));
    full = [];
  };
  for (const band of gutter.bands) {
    if (!band.columns) full.push(...band.all);
    else {
      flush();
      const { left, right } = band.columns;
      const [first, second] = rtl ? [right, left] : [left, right];
      const head = aboveNote(first, second);
      for (const side of [head, first, second.filter((fragment) => !head.includes(fragment))])
        regions.push(...cut(side, rtl, [], depth + 1));
    }
  }
  flush();
  return regions;
}

/** A narrow margin that would be read first may begin below the head of the text beside it: what stands above it, as a title does. */
function aboveNote(margin: Fragment[], text: Fragment[]): Fragment[] {
  const width = (side: Fragment[]) => Math.max(...side.map(({ x1 }) => x1)) - Math.min(...side.map(({ x0 }) => x0));
  if (width(margin) > maxNoteWidth * width(text)) return [];
  const top = Math.min(...margin.map((fragment) => fragment.top));
  return text.filter(({ bottom }) => bottom < top);
}

interface Band {
  all: Fragment[];
  /** Set where the gutter parts two columns. */
  columns: { left: Fragment[]; right: Fragment[] } | null;
}

interface Gutter {
  x: number;
  bands: Band[];
  /** Fragments beside it, and the wider gap of two that part the same. */
  score: number;
}

/** The vertical line that parts most text into columns, with the page cut into bands where something crosses it. */
function bestGutter(fragments: Fragment[], known: number[]): Gutter | null {
  let best: Gutter | null = null;
  const sorted = [...fragments].sort((a, b) => a.baseline - b.baseline);
  for (const x of [...known, ...candidates(fragments)]) {
    // No score is greater than what stands beside the line, and less than one for the gap.
    if (best && besideCount(fragments, x) + 0.9 <= best.score) continue;
    const parts = bandsAt(sorted, x)
      .flatMap((all) => cutWhereTypeChanges(all, x))
      .map((all) => ({ all, ...sidesAt(all, x) }));
    const strict = parts.map(({ left, right }) => areColumns(left, right));
    const established = strict.includes(true) || known.some((other) => Math.abs(other - x) < tolerance);
    const bands = parts.map(({ all, left, right }, i): Band => {
      const parted = strict[i]! || (established && proseBeside(left, right));
      return { all, columns: parted ? { left, right } : null };
    });
    const columns = bands.flatMap((band) => band.columns ?? []);
    if (columns.length === 0) continue;
    const count = columns.reduce((sum, { left, right }) => sum + left.length + right.length, 0);
    const gap = Math.min(...columns.map(({ left, right }) => gapBetween(left, right)));
    const score = count + Math.min(0.9, Math.max(0, gap) / 50);
    if (!best || score > best.score) best = { x, bands, score };
  }
  return best;
}

/** Middles of the gaps between a fragment and its right neighbour on the same height, and places just left of such neighbours. */
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
    if (!nearest) return;
    // Ragged lines put the middle of a gap elsewhere each time; the edge of the right column stays.
    for (const x of [Math.round((fragment.x1 + nearest.x0) / 2), Math.round(nearest.x0 - 3)])
      found.set(x, (found.get(x) ?? 0) + 1);
  });
  return [...found]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 60)
    .map(([x]) => x);
}

/** Fragments from top to bottom, cut where some cross `x`: those that do are bands of their own. */
function bandsAt(sorted: Fragment[], x: number): Fragment[][] {
  const bands: Fragment[][] = [];
  let crossing: boolean | null = null;
  sorted.forEach((fragment, i) => {
    const crosses = sideOf(fragment, x) === 0;
    if (crosses === crossing) bands.at(-1)!.push(fragment);
    else if (crossing && endsParagraph(bands.at(-1)!.at(-1)!, fragment, sorted[i + 1])) bands.at(-1)!.push(fragment);
    else {
      bands.push([fragment]);
      crossing = crosses;
    }
  });
  return bands;
}

/**
 * Two columns may end at one height and begin anew in another type below, with only white space between (the references under the text): those are two
 * bands, one above the other.
 */
function cutWhereTypeChanges(band: Fragment[], x: number): Fragment[][] {
  if (band.length < 12) return [band];
  const sorted = [...band].sort((a, b) => a.top - b.top);
  let bottom = sorted[0]!.bottom;
  for (let i = 1; i < sorted.length; i++) {
    const fragment = sorted[i]!;
    if (fragment.top - bottom > fragment.size && i > 4 && sorted.length - i > 4) {
      const [above, below] = [sidesAt(sorted.slice(0, i), x), sidesAt(sorted.slice(i), x)];
      const [la, ra, lb, rb] = [above.left, above.right, below.left, below.right].map(mainSize) as [
        number,
        number,
        number,
        number,
      ];
      const alike = (a: number, b: number) => Math.abs(a - b) < 0.06 * a;
      if (la && lb && alike(la, ra) && alike(lb, rb) && !alike(la, lb))
        return [sorted.slice(0, i), ...cutWhereTypeChanges(sorted.slice(i), x)];
    }
    bottom = Math.max(bottom, fragment.bottom);
  }
  return [band];
}

/** Size of most characters; 0 for none. */
function mainSize(fragments: Fragment[]): number {
  const chars = new Map<number, number>();
  for (const { size, chars: count } of fragments) chars.set(size, (chars.get(size) ?? 0) + count);
  return [...chars].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

/** Whether a short line is the last one of the full-width text above it; then nothing stands beside it. */
function endsParagraph(above: Fragment, line: Fragment, next: Fragment | undefined): boolean {
  const distance = line.baseline - above.baseline;
  const sameType = line.font === above.font && Math.abs(line.size - above.size) < 0.05 * line.size;
  const alone = !next || next.baseline - line.baseline > 0.5 * line.size;
  return (
    sameType && alone && distance > 0.7 * line.size && distance < 1.5 * line.size && Math.abs(line.x0 - above.x0) < 2 * line.size
  );
}

/** -1 left of the line, 1 right of it, 0 across. A line that only just overshoots its column still belongs to it. */
function sideOf({ x0, x1 }: Fragment, x: number): -1 | 0 | 1 {
  const slack = Math.max(1, Math.min(12, 0.06 * (x1 - x0)));
  if (x1 <= x + slack) return -1;
  return x0 >= x - slack ? 1 : 0;
}

function besideCount(fragments: Fragment[], x: number): number {
  let count = 0;
  for (const fragment of fragments) if (sideOf(fragment, x) !== 0) count++;
  return count;
}

function sidesAt(all: Fragment[], x: number): { left: Fragment[]; right: Fragment[] } {
  const left: Fragment[] = [];
  const right: Fragment[] = [];
  for (const fragment of all) {
    const side = sideOf(fragment, x);
    if (side !== 0) (side < 0 ? left : right).push(fragment);
  }
  return { left, right };
}

function gapBetween(left: Fragment[], right: Fragment[]): number {
  return Math.min(...right.map((fragment) => fragment.x0)) - Math.max(...left.map((fragment) => fragment.x1));
}

/**
 * Columns hold lines of prose; cells of a table and labels of a list do not. A margin note beside the text is a column too: its lines do not
 * stand on the text's lines.
 */
function areColumns(left: Fragment[], right: Fragment[]): boolean {
  if (left.length === 0 || right.length === 0) return false;
  const l = measure(left);
  const r = measure(right);
  if (!l || !r) return false;
  const size = Math.max(l.size, r.size);
  const rows = Math.min(l.rows.length, r.rows.length);
  // A few lines may be set so wide that the gaps between their words line up.
  if (r.x0 - l.x1 < (rows < 8 ? 1.1 : 0.3) * size) return false;
  if (Math.min(l.bottom, r.bottom) - Math.max(l.top, r.top) < 2 * size) return false;
  const narrow = Math.min(l.chars, r.chars);
  const wide = Math.max(l.chars, r.chars);
  if (narrow >= 20) return rows >= 3;
  const [note, text] = l.chars < r.chars ? [l, r] : [r, l];
  if (wide < 35 || narrow < 5 || note.rows.length < 3) return false;
  const aligned = note.rows.filter((row) => text.rows.some((other) => Math.abs(other - row) < 0.15 * size)).length;
  return aligned < 0.5 * note.rows.length;
}

/** At a gutter that is known: lines of prose on one side, whatever on the other. */
function proseBeside(left: Fragment[], right: Fragment[]): boolean {
  const l = measure(left);
  const r = measure(right);
  return l !== null && r !== null && r.x0 - l.x1 > 0 && Math.max(l.chars, r.chars) >= 25;
}

interface Side {
  /** Baselines from top to bottom. */
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
