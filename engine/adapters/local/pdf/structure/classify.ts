import type { Block } from '../../../../ports/Parser.ts';
import { lineText } from '../layout/lines.ts';
import type { Paragraph } from '../layout/paragraphs.ts';
import { endsSentence } from '../layout/text.ts';
import { isCaption, isCoreName, isListEntry, isReferencesName, isSectionName, numberingDepth } from './names.ts';
import type { Typography } from './typography.ts';

export interface BlockDraft {
  kind: Block['kind'];
  level: number;
  paragraph: Paragraph;
}

/**
 * Names the role of each paragraph of a document. Takes and gives one list per page; `title` is the paragraph that holds the document's title, if any. Short
 * pieces that are no prose are `figure` until `settleLabels` has seen what stands around them.
 */
export function classify(pages: Paragraph[][], type: Typography, title: Paragraph | null): BlockDraft[][] {
  const front = frontOf(pages, title);
  const headings = headingsOf(pages, type, title, front);
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
      if (paragraph.lines[0]!.table !== null && paragraph.lines.length > 1) return { kind: 'table', level: 0, paragraph };
      if (referencesStyle !== null) return { kind: 'references', level: 0, paragraph };
      const loose = !front.has(paragraph) && (paragraph.table || isLabel(paragraph, text, type));
      return { kind: loose ? 'figure' : 'paragraph', level: 0, paragraph };
    }),
  );
}

function textOf(paragraph: Paragraph): string {
  return paragraph.lines.map(lineText).join(' ');
}

const styleOf = ({ size, font }: Paragraph) => `${Math.round(size * 2) / 2} ${font}`;

/** Labels of a figure: numbers or short lines in small type or a font of their own, no sentence. */
function isLabel(paragraph: Paragraph, text: string, type: Typography): boolean {
  if (isListEntry(text)) return false;
  const small = paragraph.size < 0.93 * type.size || !type.isTextFont(paragraph.font);
  return small && ((text.length < 25 * paragraph.lines.length && !endsSentence(text)) || !/\p{L}/u.test(text));
}

/** What stands before the first section on the first page: title, authors and addresses, in whatever type. */
function frontOf(pages: Paragraph[][], title: Paragraph | null): Set<Paragraph> {
  const first = pages[0] ?? [];
  const titleAt = title ? first.indexOf(title) : -1;
  const end = first.findIndex((paragraph, i) => i > titleAt && isNamed(textOf(paragraph)));
  return new Set(first.slice(0, Math.max(0, end)));
}

function headingsOf(pages: Paragraph[][], type: Typography, title: Paragraph | null, front: Set<Paragraph>): Set<Paragraph> {
  const all = pages.flat();
  const headings = new Set<Paragraph>(title ? [title] : []);
  // What is set like a large title on its page is the title in another language.
  const isTitleLike = ({ size }: Paragraph) => title !== null && title.size > 1.2 * type.size && size > 0.95 * title.size;
  all.forEach((paragraph, i) => {
    const text = textOf(paragraph);
    if (isNamed(text)) headings.add(paragraph);
    else if (
      !front.has(paragraph) &&
      !(i < pages[0]!.length && isTitleLike(paragraph)) &&
      looksLikeHeading(paragraph, text, type) &&
      leadsToText(all, i, type)
    )
      headings.add(paragraph);
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
  if (/\p{Ll}[.]$/u.test(text) && !/^\d/.test(text)) return false;
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

/**
 * Depth by the number, else by that of numbered headings in the same type. Else the type of the main sections (Introduction, Methods, …) is the first
 * level, with what is larger; smaller types follow by size. Acknowledgements and the like are of the first level in whatever type.
 */
function headingLevels(headings: Paragraph[]): (heading: Paragraph) => number {
  const numbered = new Map<string, number>();
  for (const heading of headings) {
    const depth = numberingDepth(textOf(heading));
    if (depth > 0 && !numbered.has(styleOf(heading))) numbered.set(styleOf(heading), depth);
  }
  const rounded = ({ size }: Paragraph) => Math.round(size * 2) / 2;
  const largest = (some: Paragraph[]) => Math.max(0, ...some.map(rounded));
  const core = headings.filter((heading) => isCoreName(textOf(heading)));
  const main = core.filter((heading) => core.some((other) => other !== heading && rounded(other) === rounded(heading)));
  const first = largest(main) || largest(core) || largest(headings);
  const below = [...new Set(headings.map(rounded))].filter((size) => size < first).sort((a, b) => b - a);
  return (heading) => {
    const text = textOf(heading);
    const depth = numberingDepth(text) || numbered.get(styleOf(heading));
    if (depth) return Math.min(6, depth);
    if (rounded(heading) >= first || (isNamed(text) && !isCoreName(text))) return 1;
    return Math.min(6, below.indexOf(rounded(heading)) + 2);
  };
}
