import type { Block } from '../../engine/ports/Parser.ts';

/** What parsing makes of a text whose headings are known: a paragraph a line, a heading where a line is one of those. */
export function blocksOf(text: string, headings: ReadonlySet<string> = new Set()): Block[] {
  return [...text.matchAll(/[^\n]*\S[^\n]*/g)].map(({ 0: line, index }) => {
    const isHeading = headings.has(line);
    return { kind: isHeading ? 'heading' : 'paragraph', level: isHeading ? 1 : 0, start: index, end: index + line.length };
  });
}
