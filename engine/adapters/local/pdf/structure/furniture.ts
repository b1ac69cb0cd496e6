import { type Line, lineText } from '../layout/lines.ts';
import type { PageLines } from './pageLines.ts';

/** Lines looked at from the top and from the bottom of each page. */
const depth = 4;
/** Points within which two lines stand at the same height. */
const tolerance = 8;

/**
 * Takes out what is printed on page after page: running headers and footers, page numbers, stamps along the edge. They stand at the edge of the page, at
 * the same height on several pages, and say the same but for numbers.
 */
export function removeFurniture(pages: PageLines[]): void {
  const seen = new Map<string, Set<number>>();
  for (const page of pages) {
    for (const line of edgeLines(page)) {
      const { text, step } = place(line, page);
      const key = `${text} ${step}`;
      seen.set(key, (seen.get(key) ?? new Set()).add(page.number));
    }
  }
  const needed = Math.min(3, Math.max(2, Math.ceil(pages.length / 3)));
  for (const page of pages) {
    const edges = new Set(edgeLines(page));
    const repeats = (line: Line) => {
      const { text, step } = place(line, page);
      const on = new Set([-1, 0, 1].flatMap((near) => [...(seen.get(`${text} ${step + near}`) ?? [])]));
      return on.size >= needed;
    };
    page.regions = page.regions.map((lines) => lines.filter((line) => !(edges.has(line) && repeats(line))));
  }
}

function edgeLines(page: PageLines): Line[] {
  const byTop = page.regions
    .slice(0, page.mainRegions)
    .flat()
    .sort((a, b) => a.top - b.top);
  const outermost = [byTop[0], byTop.at(-1)];
  const edges = [...byTop.slice(0, depth), ...byTop.slice(-depth)].filter(
    // Rows of numbers repeat in tables; a number that stands alone at the very edge is the page's.
    (line) => /\p{L}{2}/u.test(lineText(line)) || (outermost.includes(line) && line.words.length <= 3),
  );
  return [...new Set([...edges, ...page.regions.slice(page.mainRegions).flat()])];
}

function place(line: Line, page: PageLines): { text: string; step: number } {
  const text = lineText(line)
    .toLowerCase()
    .replace(/\d+|\b[ivxl]+\b/g, '#');
  const { y } = line.words[0]!.box;
  return { text, step: Math.round((y < page.height / 2 ? y : y - page.height) / tolerance) };
}
