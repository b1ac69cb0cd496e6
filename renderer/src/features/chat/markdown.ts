import { type Inline, inlineOf, type Line } from './markdownInline.ts';

export type Block = { start: number } & (
  | { type: 'paragraph'; lines: Inline[][] }
  | { type: 'heading'; lines: Inline[][] }
  | { type: 'list'; ordered: boolean; first: number; items: Block[][] }
  | { type: 'quote'; blocks: Block[] }
  | { type: 'code'; end: number }
  | { type: 'table'; rows: Cell[][] }
  | { type: 'rule' }
);

export interface Cell {
  start: number;
  inline: Inline[];
}

const bullet = /^(\s*)(?:[-*+]|(\d{1,9})[.)])\s+(?=\S)/;
const fence = /^\s{0,3}(```|~~~)/;
const heading = /^#{1,6}\s+(?=\S)/;
const rule = /^\s{0,3}(?:-\s*){3,}$|^\s{0,3}(?:\*\s*){3,}$/;
const quote = /^\s{0,3}>\s?/;
const tableRow = /^\s*\|.*\|/;
const tableRule = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

/** The Markdown that models write: paragraphs, headings, lists, quotes, code, tables, bold, italics. Everything else, HTML too, stays text. */
export function parseMarkdown(text: string): Block[] {
  let start = 0;
  const lines = text.split('\n').map((line) => {
    const at = start;
    start += line.length + 1;
    return { text: line, start: at };
  });
  return blocksOf(lines);
}

function blocksOf(lines: readonly Line[]): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] as Line;
    if (line.text.trim() === '') at += 1;
    else {
      const [block, next] = blockAt(lines, at);
      blocks.push({ ...block, start: line.start } as Block);
      at = next;
    }
  }
  return blocks;
}

type Bare<B = Block> = B extends Block ? Omit<B, 'start'> : never;

/** The block that begins at this line, and the line after it. */
function blockAt(lines: readonly Line[], at: number): [Bare, number] {
  const line = lines[at] as Line;
  if (fence.test(line.text)) return codeAt(lines, at);
  if (rule.test(line.text)) return [{ type: 'rule' }, at + 1];
  if (heading.test(line.text)) return [{ type: 'heading', lines: [inlineOf(without(line, heading))] }, at + 1];
  if (quote.test(line.text)) {
    const next = whileLines(lines, at, ({ text }) => quote.test(text));
    return [{ type: 'quote', blocks: blocksOf(lines.slice(at, next).map((one) => without(one, quote))) }, next];
  }
  if (bullet.test(line.text)) return listAt(lines, at);
  if (tableRow.test(line.text) && tableRule.test(lines[at + 1]?.text ?? '')) {
    const next = whileLines(lines, at + 2, ({ text }) => tableRow.test(text));
    const rows = [line, ...lines.slice(at + 2, next)].map(cellsOf);
    return [{ type: 'table', rows }, next];
  }
  const next = whileLines(lines, at + 1, ({ text }) => text.trim() !== '' && !startsBlock(text));
  return [{ type: 'paragraph', lines: lines.slice(at, next).map((one) => inlineOf(without(one, /^\s*/))) }, next];
}

function startsBlock(text: string): boolean {
  return [fence, heading, rule, quote, bullet, tableRow].some((pattern) => pattern.test(text));
}

function whileLines(lines: readonly Line[], from: number, holds: (line: Line) => boolean): number {
  let at = from;
  while (at < lines.length && holds(lines[at] as Line)) at += 1;
  return at;
}

function without({ text, start }: Line, prefix: RegExp): Line {
  const length = prefix.exec(text)?.[0].length ?? 0;
  return { text: text.slice(length), start: start + length };
}

/** A fence that is not closed, as while it is being written, goes to the end. */
function codeAt(lines: readonly Line[], at: number): [Bare, number] {
  const close = whileLines(lines, at + 1, ({ text }) => !fence.test(text));
  const last = lines[close - 1] as Line;
  const opening = lines[at] as Line;
  const end = close > at + 1 ? last.start + last.text.length : opening.start + opening.text.length;
  return [{ type: 'code', end }, close + 1];
}

function listAt(lines: readonly Line[], at: number): [Bare, number] {
  const [mark, indent, number] = bullet.exec((lines[at] as Line).text) as unknown as [string, string, string | undefined];
  const inner = new RegExp(`^\\s{0,${mark.length}}`);
  const items: Line[][] = [];
  let next = at;
  while (next < lines.length) {
    const line = lines[next] as Line;
    const own = bullet.exec(line.text);
    const begins = own && (own[1] as string).length < indent.length + 2 && (own[2] === undefined) === (number === undefined);
    if (begins) items.push([without(line, bullet)]);
    else if (belongsToItem(lines, next)) items.at(-1)?.push(without(line, inner));
    else break;
    next += 1;
  }
  return [{ type: 'list', ordered: number !== undefined, first: Number(number ?? 1), items: items.map(blocksOf) }, next];
}

/** Indented, or an empty line before something that is, or before the next item. */
function belongsToItem(lines: readonly Line[], at: number): boolean {
  const { text } = lines[at] as Line;
  if (text.trim() !== '') return /^\s{2,}/.test(text);
  const next = lines.slice(at + 1).find((line) => line.text.trim() !== '');
  return next !== undefined && (/^\s{2,}/.test(next.text) || bullet.test(next.text));
}

/** What stands after the last bar, as a citation put there, belongs to the last cell. */
function cellsOf({ text, start }: Line): Cell[] {
  const first = text.indexOf('|') + 1;
  const bars = [...text.matchAll(/\|/g)].map(({ index }) => index).filter((index) => index >= first);
  const cells = bars.map((bar, i): Cell => {
    const from = i === 0 ? first : (bars[i - 1] as number) + 1;
    const inline = inlineOf(without({ text: text.slice(from, bar).trimEnd(), start: start + from }, /^\s*/));
    return { start: start + from, inline };
  });
  const end = (bars.at(-1) ?? text.length) + 1;
  const rest = text.slice(end).trimEnd();
  if (rest.trim() !== '') cells.at(-1)?.inline.push(...inlineOf({ text: rest, start: start + end }));
  return cells;
}
