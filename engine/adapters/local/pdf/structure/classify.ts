import type { Block } from '../../../../ports/Parser.ts';
import { lineText } from '../layout/lines.ts';
import type { Paragraph } from '../layout/paragraphs.ts';
import { isCaption, isReferencesName, isSectionName, numberingDepth } from './names.ts';
import type { Typography } from './typography.ts';

export interface BlockDraft {
  kind: Block['kind'];
  level: number;
  paragraph: Paragraph;
}

/**
 * Names the role of each paragraph of a document. Takes and gives one list per page; `title` is the paragraph that holds the document's title, if any.
 */
export function classify(pages: Paragraph[][], type: Typography, title: Paragraph | null): BlockDraft[][] {
  const headings = headingsOf(pages, type, title);
  const levels = headingLevels([...headings].filter((paragraph) => paragraph !== title));
  let referencesStyle: string | null = null;
  return pages.map((paragraphs) =>
    paragraphs.map((paragraph): BlockDraft => {
      const text = textOf(paragraph);
      if (headings.has(paragraph)) {
        const style = styleOf(paragraph);
        if (isReferencesName(text)) referencesStyle = style;
        else if (style === referencesStyle || isSectionName(text)) referencesStyle = null;
        if (referencesStyle === null || isReferencesName(text)) return { kind: 'heading', level: levels(paragraph), paragraph };
      }
      if (isCaption(text)) return { kind: 'caption', level: 0, paragraph };
      if (referencesStyle !== null) return { kind: 'references', level: 0, paragraph };
      return { kind: paragraph.table ? 'table' : 'paragraph', level: 0, paragraph };
    }),
  );
}

function textOf(paragraph: Paragraph): string {
  return paragraph.lines.map(lineText).join(' ');
}

const styleOf = ({ size, font }: Paragraph) => `${Math.round(size * 2) / 2} ${font}`;

function headingsOf(pages: Paragraph[][], type: Typography, title: Paragraph | null): Set<Paragraph> {
  const all = pages.flat();
  const headings = new Set<Paragraph>(title ? [title] : []);
  // What stands before the first section on the first page is title, authors and addresses, in whatever type.
  const front = pages[0]?.findIndex((paragraph) => isNamed(textOf(paragraph))) ?? -1;
  all.forEach((paragraph, i) => {
    const text = textOf(paragraph);
    if (isNamed(text)) headings.add(paragraph);
    else if (i > front && looksLikeHeading(paragraph, text, type) && leadsToText(all, i, type)) headings.add(paragraph);
  });
  return headings;
}

const isNamed = (text: string) => isSectionName(text) || isReferencesName(text);

/** Short, set apart from the text by size, font or a number, and not a sentence. */
function looksLikeHeading(paragraph: Paragraph, text: string, type: Typography): boolean {
  const { size, font, lines, table } = paragraph;
  if (lines.length > 4 || table || text.length > 200 || size < 0.88 * type.size || isCaption(text)) return false;
  if (!/\p{L}{3}/u.test(text) || !/^[\p{Lu}\p{Lo}\p{N}"“¿¡(]/u.test(text) || /[,;]$/.test(text)) return false;
  if ((text.match(/[,;]/g)?.length ?? 0) > 2 || lines.some((line) => line.cells > 2)) return false;
  const numbered = numberingDepth(text) > 0;
  if (/\p{Ll}[.]$/u.test(text) && !numbered) return false;
  const larger = size > 1.08 * type.size;
  const otherFont = !type.isTextFont(font) && lines.every((line) => line.fontShare > 0.8);
  const capitals = !/\p{Ll}/u.test(text) && text.length > 5;
  const limit = larger || numbered ? 25 : 15;
  return (larger || otherFont || capitals) && text.split(' ').length <= limit;
}

/** Whether running text follows, under it or in the next column, at most behind further headings. */
function leadsToText(all: Paragraph[], at: number, type: Typography): boolean {
  for (let i = at + 1; i < Math.min(all.length, at + 4); i++) {
    const text = textOf(all[i]!);
    const solid =
      text.length > 60 && all[i]!.size < 1.08 * type.size && all[i]!.size > 0.85 * type.size && type.isTextFont(all[i]!.font);
    if (solid && !all[i]!.table) return true;
    if (!isNamed(text) && !looksLikeHeading(all[i]!, text, type)) return false;
  }
  return false;
}

/** Depth by the number, else by that of numbered headings in the same type, else by rank of the type size. */
function headingLevels(headings: Paragraph[]): (heading: Paragraph) => number {
  const byStyle = new Map<string, number>();
  for (const heading of headings) {
    const depth = numberingDepth(textOf(heading));
    if (depth > 0 && !byStyle.has(styleOf(heading))) byStyle.set(styleOf(heading), depth);
  }
  const rounded = ({ size }: Paragraph) => Math.round(size * 2) / 2;
  const sizes = [...new Set(headings.map(rounded))].sort((a, b) => b - a);
  return (heading) =>
    numberingDepth(textOf(heading)) ||
    byStyle.get(styleOf(heading)) ||
    Math.min(6, Math.max(1, sizes.indexOf(rounded(heading)) + 1));
}
