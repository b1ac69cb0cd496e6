import type { Block } from '../../../../ports/Parser.ts';
import { lineText } from '../layout/lines.ts';
import type { Paragraph } from '../layout/paragraphs.ts';
import { isCaption, isReferencesName, isSectionName, numberingDepth } from './names.ts';

export interface BlockDraft {
  kind: Block['kind'];
  level: number;
  paragraph: Paragraph;
}

/** Set solid text, by characters. */
interface Body {
  size: number;
  font: string;
}

/** Names the role of each paragraph of a document. Takes and gives one list per page. */
export function classify(pages: Paragraph[][]): BlockDraft[][] {
  const body = bodyOf(pages);
  const levels = headingLevels(pages, body);
  let referencesStyle: string | null = null;
  return pages.map((paragraphs) =>
    paragraphs.map((paragraph): BlockDraft => {
      const text = textOf(paragraph);
      if (isHeading(paragraph, text, body)) {
        const style = styleOf(paragraph);
        if (isReferencesName(text)) referencesStyle = style;
        else if (referencesStyle !== null && (style === referencesStyle || isSectionName(text))) referencesStyle = null;
        else if (referencesStyle !== null) return { kind: 'references', level: 0, paragraph };
        return { kind: 'heading', level: numberingDepth(text) || levels.get(style) || 1, paragraph };
      }
      if (isCaption(text)) return { kind: 'caption', level: 0, paragraph };
      if (referencesStyle !== null) return { kind: 'references', level: 0, paragraph };
      return { kind: paragraph.table ? 'table' : 'paragraph', level: 0, paragraph };
    }),
  );
}

export function textOf(paragraph: Paragraph): string {
  return paragraph.lines.map(lineText).join(' ');
}

const styleOf = ({ size, font }: Paragraph) => `${Math.round(size * 2) / 2} ${font}`;

function bodyOf(pages: Paragraph[][]): Body {
  const counts = new Map<string, { size: number; font: string; chars: number }>();
  for (const paragraph of pages.flat()) {
    for (const line of paragraph.lines) {
      const key = `${Math.round(line.size * 2) / 2} ${line.font}`;
      const entry = counts.get(key) ?? { size: line.size, font: line.font, chars: 0 };
      entry.chars += lineText(line).length;
      counts.set(key, entry);
    }
  }
  const most = [...counts.values()].sort((a, b) => b.chars - a.chars)[0];
  return most ?? { size: 10, font: '' };
}

/** Short, set apart from the text by size or font (or by its name), and not a sentence. */
function isHeading(paragraph: Paragraph, text: string, body: Body): boolean {
  if (paragraph.lines.length > 4 || paragraph.table || text.length > 200 || isCaption(text)) return false;
  if (isSectionName(text) || isReferencesName(text)) return true;
  if (!/\p{L}{3}/u.test(text) || /[,;]$/.test(text) || !/^[\p{Lu}\p{Lo}\p{N}"“¿¡(]/u.test(text)) return false;
  const larger = paragraph.size > body.size * 1.08;
  const otherFont =
    paragraph.font !== body.font && paragraph.size > body.size * 0.95 && paragraph.lines.every((line) => line.fontShare > 0.9);
  const capitals = !/\p{Ll}/u.test(text) && paragraph.size > body.size * 0.95;
  const numbered = numberingDepth(text) > 0 && paragraph.size > body.size * 0.95;
  if (!larger && !otherFont && !capitals) return false;
  if (/\p{Ll}[.]$/u.test(text) && !numbered) return false;
  return text.split(' ').length <= (larger || numbered ? 25 : 14);
}

/** Levels of unnumbered headings: the larger the type, the higher. */
function headingLevels(pages: Paragraph[][], body: Body): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const paragraph of pages.slice(1).flat()) {
    const text = textOf(paragraph);
    if (isHeading(paragraph, text, body)) sizes.set(styleOf(paragraph), paragraph.size);
  }
  const ranked = [...new Set([...sizes.values()].map((size) => Math.round(size * 2) / 2))].sort((a, b) => b - a);
  return new Map([...sizes].map(([style, size]) => [style, Math.min(6, ranked.indexOf(Math.round(size * 2) / 2) + 1)]));
}
