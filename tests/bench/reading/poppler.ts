import { execFileSync } from 'node:child_process';

export interface Word {
  page: number;
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

const options = { encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] } as const;

/** The text as poppler reads it, in its own order. */
export const popplerText = (path: string): string => execFileSync('pdftotext', [path, '-'], options);

/** Poppler's words with their places, origin top left. */
export function popplerWords(path: string): Word[] {
  const html = execFileSync('pdftotext', ['-bbox', path, '-'], options);
  const words: Word[] = [];
  let page = 0;
  for (const match of html.matchAll(/<page |<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</g)) {
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
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
