import type { RawFont, RawItem } from '../rawPage.ts';
import { isBlank } from './text.ts';

/** Items that follow each other on one line without a wide gap: a line of a column, a cell of a table. */
export interface Fragment {
  items: RawItem[];
  x0: number;
  x1: number;
  /** Of the characters that make up most of it, as `size` and `font`. */
  baseline: number;
  size: number;
  font: string;
  top: number;
  bottom: number;
  chars: number;
  /** Set for a whole row of a table: the table, and the cells from left to right, each with its lines. */
  row?: { table: object; cells: Fragment[][] };
}

/** A gap wider than this share of the size may be one between columns or cells. */
const splitGap = 0.75;

/** Fragments in the order the file draws them. */
export function fragmentsOf(items: RawItem[], fonts: Record<string, RawFont>): Fragment[] {
  const fragments: Fragment[] = [];
  let group: RawItem[] = [];
  const flush = () => {
    if (group.length > 0) fragments.push(toFragment(group, fonts));
    group = [];
  };
  let main: RawItem | undefined;
  for (const item of withoutOverprints(items)) {
    const previous = group.at(-1);
    if (previous && main && !follows(main, previous, item)) flush();
    if (group.length === 0 || weight(item) > weight(main!)) main = item;
    group.push(item);
  }
  flush();
  return fragments;
}

const weight = (item: RawItem) => item.size * Math.min(item.text.length, 8);

function follows(main: RawItem, previous: RawItem, item: RawItem): boolean {
  const size = Math.max(main.size, item.size);
  const shift = Math.abs(item.y - main.y);
  const smaller = Math.min(main.size, item.size) < 0.85 * size;
  if (shift > (smaller ? 0.65 : 0.2) * size) return false;
  const after = item.x - (previous.x + previous.advance);
  const before = previous.x - (item.x + item.advance);
  const gap = item.rtl || previous.rtl ? Math.max(after, before) : after;
  return gap > -0.6 * size && gap < splitGap * Math.max(previous.size, item.size);
}

/** Text drawn twice in nearly the same place (a poor man's bold) counts once. */
function withoutOverprints(items: RawItem[]): RawItem[] {
  const seen = new Map<string, RawItem[]>();
  return items.filter((item) => {
    if (isBlank(item.text)) return false;
    const same = seen.get(item.text) ?? [];
    const near = same.slice(-20).some((other) => Math.hypot(other.x - item.x, other.y - item.y) < 0.15 * item.size);
    if (!near) seen.set(item.text, [...same.slice(-20), item]);
    return !near;
  });
}

export function toFragment(items: RawItem[], fonts: Record<string, RawFont>): Fragment {
  const chars = items.reduce((sum, item) => sum + item.text.length, 0);
  const bySize = mostOf(items, (item) => Math.round(item.size * 10) / 10);
  const main = items.filter((item) => Math.abs(item.size - bySize) < 0.1);
  const [first] = main as [RawItem, ...RawItem[]];
  const font = mostOf(items, (item) => item.font);
  return {
    items,
    x0: Math.min(...items.map((item) => item.x)),
    x1: Math.max(...items.map((item) => item.x + item.advance)),
    baseline: first.y,
    size: first.size,
    font,
    top: Math.min(...main.map((item) => item.y - item.size * fonts[item.font]!.ascent)),
    bottom: Math.max(...main.map((item) => item.y + item.size * fonts[item.font]!.descent)),
    chars,
  };
}

/** The key that holds most characters. */
export function mostOf<K>(items: RawItem[], key: (item: RawItem) => K): K {
  const counts = new Map<K, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + item.text.trim().length);
  let best: [K, number] | undefined;
  for (const entry of counts) if (!best || entry[1] > best[1]) best = entry;
  return best![0];
}
