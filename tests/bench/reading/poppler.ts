import { execFileSync } from 'node:child_process';

export interface Word {
  page: number;
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

const options = { encoding: 'utf8', maxBuffer: 2 ** 28, stdio: 'pipe' } as const;

/** The text as poppler reads it, in the order it finds. */
export const popplerText = (path: string): string => execFileSync('pdftotext', [path, '-'], options);

/** The same in the order of the file: where poppler takes columns for one another's rows, mostly the right one. */
export const popplerRaw = (path: string): string => execFileSync('pdftotext', ['-raw', path, '-'], options);

/** That text without lines that say the same, but for numbers, on at least a third of the pages: running headers and footers. */
export function withoutRunningLines(text: string): string {
  const fold = (line: string) => line.trim().replaceAll(/\d+/g, '#');
  const pages = text.split('\f').map((page) => page.split('\n'));
  const seen = new Map<string, number>();
  for (const page of pages) for (const line of new Set(page.map(fold))) seen.set(line, (seen.get(line) ?? 0) + 1);
  const needed = Math.max(2, Math.ceil((pages.length - 1) / 3));
  return pages.map((page) => page.filter((line) => seen.get(fold(line))! < needed).join('\n')).join('\n');
}

/** Poppler's words with their places, origin top left. */
export function popplerWords(path: string): Word[] {
  const html = execFileSync('pdftotext', ['-bbox', path, '-'], options);
  const words: Word[] = [];
  let page = 0;
  for (const match of html.matchAll(
    /<page |<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</g,
  )) {
    if (match[1] === undefined) {
      page++;
      continue;
    }
    const [x, y, right, bottom] = match.slice(1, 5).map(Number) as [number, number, number, number];
    words.push({ page, text: unescaped(match[5]!), x, y, width: right - x, height: bottom - y });
  }
  return words;
}

const unescaped = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
