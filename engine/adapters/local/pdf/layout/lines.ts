import type { RawFont, RawItem } from '../rawPage.ts';
import { charWidth } from './charWidths.ts';
import { maxFragments, type Region } from './columns.ts';
import { type Fragment, toFragment } from './fragments.ts';
import { type Frame, type Rect, union } from './frame.ts';
import { joinSpacedLetters } from './spacedLetters.ts';
import { cleanText, composeAccents, isBlank, isRtl } from './text.ts';

export interface Word {
  text: string;
  /** On the page as shown. */
  box: Rect;
  /** It begins a cell that is not the first of its line. */
  beginsCell?: boolean;
  /** It begins a further line of its cell. */
  beginsLine?: boolean;
}

/** One line of a column (or a row of a table), with its words in reading order. Geometry is that of its frame. */
export interface Line {
  words: Word[];
  x0: number;
  x1: number;
  top: number;
  bottom: number;
  baseline: number;
  size: number;
  font: string;
  /** Share of the characters set in `font`. */
  fontShare: number;
  /** Parts set apart by wide gaps; a table's row has several. */
  cells: number;
  /** The table it is a row of, where that is known. */
  table: object | null;
  /** Width of the first word: what would have had to fit on the line above. */
  firstWidth: number;
}

/** A gap wider than this share of the size sets cells apart. */
const cellGap = 1.5;

export function lineText(line: Line): string {
  return line.words.map((word) => word.text).join(' ');
}

/** The lines of a region from top to bottom. */
export function linesOf(region: Region, frame: Frame, fonts: Record<string, RawFont>): Line[] {
  const lines: Line[] = [];
  for (const fragments of rowsOf(region)) {
    const { row } = fragments[0]!;
    const line = row ? toTableRow(fragments[0]!, row, frame, fonts) : toLine(fragments, frame, fonts);
    if (line.words.length > 0) lines.push(line);
  }
  return lines;
}

/** Fragments on one height, from left to right. */
function rowsOf(region: Region): Fragment[][] {
  // No page of text: a drawing made of letters.
  if (region.length > maxFragments) return region.map((fragment) => [fragment]);
  const rows: { top: number; bottom: number; size: number; fragments: Fragment[] }[] = [];
  // The large ones first: an exponent joins the row it is raised from, not the other way round.
  for (const fragment of [...region].sort((a, b) => b.size - a.size || a.baseline - b.baseline)) {
    const row = rows.find(
      (other) =>
        !fragment.row &&
        !other.fragments[0]!.row &&
        Math.min(other.bottom, fragment.bottom) - Math.max(other.top, fragment.top) > 0.5 * (fragment.bottom - fragment.top) &&
        other.size < 2.5 * fragment.size &&
        other.fragments.every(
          (member) => fragment.x0 > member.x1 - 0.3 * member.size || fragment.x1 < member.x0 + 0.3 * member.size,
        ),
    );
    if (row) row.fragments.push(fragment);
    else rows.push({ top: fragment.top, bottom: fragment.bottom, size: fragment.size, fragments: [fragment] });
  }
  rows.sort((a, b) => a.fragments[0]!.baseline - b.fragments[0]!.baseline);
  return rows.map((row) => row.fragments.sort((a, b) => a.x0 - b.x0));
}

function toLine(row: Fragment[], frame: Frame, fonts: Record<string, RawFont>): Line {
  const rtl = isRtl(row.flatMap((fragment) => fragment.items.map((item) => item.text)).join(''));
  const ordered = rtl ? [...row].reverse() : row;
  const items = ordered.flatMap((fragment) => fragment.items);
  const whole = toFragment(items, fonts);
  const inFont = items.reduce((sum, item) => sum + (item.font === whole.font ? item.text.length : 0), 0);
  const starts = new Set<RawItem>();
  ordered.forEach((fragment, i) => {
    const before = ordered[i - 1];
    if (before && Math.max(fragment.x0 - before.x1, before.x0 - fragment.x1) > cellGap * whole.size)
      starts.add(fragment.items[0]!);
  });
  const words = joinSpacedLetters(wordsOf(items, rtl, fonts, starts));
  return {
    words: words.map((word) => ({ ...word, box: frame.toPage(word.box) })),
    x0: whole.x0,
    x1: whole.x1,
    top: whole.top,
    bottom: whole.bottom,
    baseline: whole.baseline,
    size: whole.size,
    font: whole.font,
    fontShare: inFont / whole.chars,
    cells: starts.size + 1,
    table: null,
    firstWidth: words[0]?.box.width ?? 0,
  };
}

/** A row of a table, cell by cell, each cell's lines one after the other. */
function toTableRow(
  fragment: Fragment,
  { table, cells }: NonNullable<Fragment['row']>,
  frame: Frame,
  fonts: Record<string, RawFont>,
): Line {
  const words = cells.flatMap((lines, cell) =>
    lines.flatMap((line, at) => {
      const [first, ...others] = toLine([line], frame, fonts).words;
      return first ? [{ ...first, beginsCell: at === 0 && cell > 0, beginsLine: at > 0 }, ...others] : [];
    }),
  );
  const { x0, x1, top, bottom, baseline, size, font } = fragment;
  return { words, x0, x1, top, bottom, baseline, size, font, fontShare: 1, cells: cells.length, table, firstWidth: 0 };
}

/** Items of one line cut into words; a word set in several fonts or sizes is one. `cellStarts`: items that begin a further cell. */
function wordsOf(items: RawItem[], rtl: boolean, fonts: Record<string, RawFont>, cellStarts: Set<RawItem>): Word[] {
  const words: Word[] = [];
  let previous: RawItem | undefined;
  let open = false;
  for (const item of items) {
    if (previous) {
      const gap = rtl ? previous.x - (item.x + item.advance) : item.x - (previous.x + previous.advance);
      if (item.afterSpace || gap > 0.12 * Math.min(previous.size, item.size) || gap < -2 * item.size) open = false;
      if (isReferenceMark(item, previous)) open = false;
    }
    let beginsCell = cellStarts.has(item);
    if (beginsCell) open = false;
    for (const piece of pieces(item, fonts[item.font]!)) {
      if (piece.text === '') {
        open = false;
        continue;
      }
      const word = words.at(-1);
      if (open && word) {
        word.text += piece.text;
        word.box = union(word.box, piece.box);
      } else words.push(beginsCell ? { ...piece, beginsCell } : piece);
      beginsCell = false;
      open = true;
    }
    previous = item;
  }
  for (const word of words) word.text = composeAccents(cleanText(word.text));
  return words.filter((word) => word.text !== '');
}

/** A raised number behind a word, as in `yield¹²`: no part of the word. Behind digits, signs and units it is an exponent. */
function isReferenceMark(item: RawItem, previous: RawItem): boolean {
  const raised = item.size < 0.85 * previous.size && previous.y - item.y > 0.15 * previous.size;
  return raised && /^\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*[,;]?\s*$/u.test(item.text) && /\p{L}{4}[”’"')]?$/u.test(previous.text);
}

/**
 * The words of an item with their boxes, an empty one for each stretch of white space. Letters are as wide as their font has them; what is left of the
 * item's width is shared by its spaces, as in justified text, or by all characters where that gives no sensible space.
 */
function pieces(item: RawItem, font: RawFont): Word[] {
  const stretches = item.text.match(/\p{Zs}+|\P{Zs}+/gu) ?? [];
  const widthOf = (text: string) => [...text].reduce((sum, char) => sum + (font.widths[char] ?? charWidth(char, font.family)), 0);
  const widths = stretches.map((stretch) => (widthOf(stretch) * item.size) / 1000);
  const isSpace = (i: number) => isBlank(stretches[i]!);
  const sumOf = (spaces: boolean) => widths.reduce((sum, width, i) => sum + (isSpace(i) === spaces ? width : 0), 0);
  const [letters, spaces] = [sumOf(false), sumOf(true)];
  let stretch = (item.advance - letters) / Math.max(spaces, 1e-6);
  let scale = 1;
  if (spaces === 0 || stretch < 0.4 || stretch > 4) scale = stretch = item.advance / Math.max(letters + spaces, 1e-6);
  const y = item.y - font.ascent * item.size;
  const height = (font.ascent + font.descent) * item.size;
  let at = 0;
  return stretches.map((text, i) => {
    const width = widths[i]! * (isSpace(i) ? stretch : scale);
    const x = item.rtl ? item.x + item.advance - at - width : item.x + at;
    at += width;
    return { text: isSpace(i) ? '' : text, box: { x, y, width, height } };
  });
}
