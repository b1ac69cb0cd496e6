import type { Box } from '../../../../../shared/domain/geometry.ts';

/** A run of text of one line, and where it stands. */
export interface Piece {
  text: string;
  box: Box;
}

interface Line {
  text: string;
  box: Box;
}

/** Puts pieces of one line together; a gap between them is a space, or another column. */
export function linesOf(pieces: readonly Piece[]): Line[] {
  const lines: Line[] = [];
  for (const { text, box } of pieces) {
    const line = lines.at(-1);
    const blank = text.trim() === '';
    if (line && (blank || continues(line.box, box))) {
      const gap = box.x - (line.box.x + line.box.width);
      const spaced = /\s$/.test(line.text) || /^\s/.test(text) || gap < box.height * 0.15;
      line.text += spaced || blank ? text : ` ${text}`;
      if (!blank) line.box = union(line.box, box);
    } else if (!blank) lines.push({ text, box });
  }
  return lines;
}

/** On the same line and not far behind; further away it is the next column. An exponent stands on the line it is raised from. */
function continues(line: Box, next: Box): boolean {
  if (line.page !== next.page) return false;
  const overlap = Math.min(line.y + line.height, next.y + next.height) - Math.max(line.y, next.y);
  const gap = next.x - (line.x + line.width);
  const height = Math.max(line.height, next.height);
  return overlap > Math.min(line.height, next.height) * 0.5 && gap > -height * 0.5 && gap < height * 2;
}

function union(a: Box, b: Box): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  const width = Math.max(a.x + a.width, b.x + b.width) - x;
  return { page: a.page, x, y, width, height: Math.max(a.y + a.height, b.y + b.height) - y };
}

/** The text of lines as one reads it: words broken at a line's end whole again, single spaces. */
export function quoteOf(lines: readonly Line[]): string {
  let quote = '';
  for (const { text } of lines) {
    const line = text.trim();
    // A word goes on in small letters; `COVID-` and `19`, or a dash, stay as they are.
    if (/\p{L}[-‐\u00ad]$/u.test(quote) && /^\p{Ll}/u.test(line)) quote = quote.slice(0, -1) + line;
    else quote += quote === '' || /[-‐]$/.test(quote) ? line : ` ${line}`;
  }
  return quote
    .replaceAll(/\u00ad/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
