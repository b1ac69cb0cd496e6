import type { Fragment } from '../layout/fragments.ts';
import { linesOf, lineText } from '../layout/lines.ts';
import { removeLineNumbers } from './lineNumbers.ts';
import { fragmentText, type PageText } from './pageText.ts';

/** Rows of text looked at from the top and from the bottom of each page. */
const depth = 4;
/** Pages whose head and foot are told: the first page's own often differs. */
const runningPages = 3;
/** Points within which two rows stand at the same height. */
const tolerance = 8;
/** Of a page's width: what is turned and stands beside all text, but further in, labels a figure. */
const marginShare = 0.1;
/** More fragments that stand askew are a drawing's labels. */
const maxAskew = 3;

/**
 * Takes out what is printed on page after page: running headers and footers, page numbers, stamps along the edge, line numbers. They stand at the edge
 * of the page, at the same height on several pages, and say the same but for numbers; a page number grows with the page. Gives what was taken from the
 * heads and feet of the first pages.
 */
export function removeFurniture(pages: PageText[]): string[] {
  removeLineNumbers(pages);
  const seen = new Map<string, Set<number>>();
  const edges = pages.map(edgeFragments);
  pages.forEach((page, i) => {
    for (const fragment of edges[i]!) {
      const { text, step } = place(fragment, page);
      const key = `${text} ${step}`;
      seen.set(key, (seen.get(key) ?? new Set()).add(page.number));
    }
  });
  const needed = Math.min(3, Math.max(2, Math.ceil(pages.length / 3)));
  const repeated = new Set([...seen].filter(([, on]) => on.size >= needed).map(([key]) => key.slice(0, key.lastIndexOf(' '))));
  const running: string[] = [];
  pages.forEach((page, i) => {
    const stamps = removeStamps(page);
    if (i < runningPages) running.push(...stamps);
    const repeats = (fragment: Fragment) => {
      if (!edges[i]!.has(fragment)) return false;
      const { text, step } = place(fragment, page);
      const on = new Set([-1, 0, 1].flatMap((near) => [...(seen.get(`${text} ${step + near}`) ?? [])]));
      // A page shown turned has its header elsewhere.
      return on.size >= needed || (text.length > 15 && repeated.has(text));
    };
    const kept = page.directions.map(({ fragments }) => withoutText(fragments, new Set(fragments.filter(repeats))));
    // A page that holds nothing else says it as its text.
    if (kept.every((fragments) => fragments.length === 0)) return;
    if (i < runningPages) running.push(...headAndFoot(page, kept[0] ?? []));
    page.directions.forEach((direction, at) => {
      direction.fragments = kept[at]!;
    });
  });
  return running;
}

/** Takes out turned text that stands askew (a watermark) or beside all other text (a stamp along the edge), and gives it. */
function removeStamps(page: PageText): string[] {
  const [main, ...others] = page.directions;
  if (!main) return [];
  const x0 = Math.min(...main.fragments.map((fragment) => fragment.x0));
  const x1 = Math.max(...main.fragments.map((fragment) => fragment.x1));
  const margin = marginShare * page.width;
  const stamps: string[] = [];
  for (const direction of others) {
    const { frame, fragments } = direction;
    const askew = frame.angle % 90 !== 0 && fragments.length <= maxAskew;
    const isStamp = ({ x0: left, x1: right, top, bottom }: Fragment) => {
      const box = frame.toPage({ x: left, y: top, width: right - left, height: bottom - top });
      return (
        askew ||
        (main.frame.angle === 0 && (box.x + box.width < Math.min(x0, margin) || box.x > Math.max(x1, page.width - margin)))
      );
    };
    const text = fragments.filter(isStamp).map(fragmentText).join(' ');
    if (text !== '') stamps.push(text);
    direction.fragments = fragments.filter((fragment) => !isStamp(fragment));
  }
  return stamps;
}

/** What the page loses above its middle, and below. */
function headAndFoot(page: PageText, kept: Fragment[]): string[] {
  const [main] = page.directions;
  if (!main) return [];
  const lost = main.fragments.filter((fragment) => !kept.includes(fragment));
  const isHead = ({ baseline }: Fragment) => baseline < page.height / 2;
  return [lost.filter(isHead), lost.filter((fragment) => !isHead(fragment))]
    .map((part) => linesOf(part, main.frame, page.fonts).map(lineText).join(' '))
    .filter((text) => text !== '');
}

/** The fragments without the repeated ones, but with those that are lines of a paragraph: text may happen to begin alike on several pages. */
function withoutText(fragments: Fragment[], repeated: Set<Fragment>): Fragment[] {
  const inText = (fragment: Fragment) => fragments.some((other) => !repeated.has(other) && isOneText(fragment, other));
  for (;;) {
    const text = [...repeated].filter(inText);
    if (text.length === 0) return fragments.filter((fragment) => !repeated.has(fragment));
    for (const fragment of text) repeated.delete(fragment);
  }
}

function isOneText(a: Fragment, b: Fragment): boolean {
  const distance = Math.abs(a.baseline - b.baseline);
  const sameType = a.font === b.font && Math.abs(a.size - b.size) < 0.05 * a.size;
  return sameType && distance > 0.5 * a.size && distance < 1.35 * a.size && Math.abs(a.x0 - b.x0) < 2 * a.size;
}

function edgeFragments(page: PageText): Set<Fragment> {
  const [main, ...others] = page.directions;
  if (!main) return new Set();
  const sorted = [...main.fragments].sort((a, b) => a.baseline - b.baseline);
  return new Set([...outerRows(sorted), ...outerRows(sorted.reverse()), ...others.flatMap(({ fragments }) => fragments)]);
}

/** The first rows of fragments sorted by height. */
function outerRows(sorted: Fragment[]): Fragment[] {
  let rows = 0;
  let last: Fragment | undefined;
  const outer: Fragment[] = [];
  for (const fragment of sorted) {
    if (!last || Math.abs(fragment.baseline - last.baseline) > 0.5 * fragment.size) {
      rows++;
      last = fragment;
    }
    if (rows > depth) break;
    outer.push(fragment);
  }
  return outer;
}

function place(fragment: Fragment, page: PageText): { text: string; step: number } {
  const step = Math.round(
    (fragment.baseline < page.height / 2 ? fragment.baseline : fragment.baseline - page.height) / tolerance,
  );
  const said = fragmentText(fragment).toLowerCase().replace(/\s+/g, ' ').trim();
  // Numbers alone repeat in tables too: a page number is told by how it grows.
  if (/^[\s\d–—|/.-]+$/.test(said))
    return { text: `number ${Number.parseInt(/\d+/.exec(said)?.[0] ?? '', 10) - page.number}`, step };
  // The type's size with it: a running title is smaller than the title it repeats.
  return { text: `${Math.round(fragment.size)} ${said.replace(/\d+|\b[ivxl]+\b/g, '#')}`, step };
}
