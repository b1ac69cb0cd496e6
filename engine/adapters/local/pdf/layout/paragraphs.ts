import { type Line, lineText } from './lines.ts';
import { endsSentence } from './text.ts';

/** Lines that belong together: a paragraph, a heading, a caption or the rows of a table. */
export interface Paragraph {
  lines: Line[];
  size: number;
  font: string;
  table: boolean;
}

/** Fewer lines do not show how a column is set. */
const minLines = 4;
const marker = /^(?:[•▪◦‣●■–—-]|\[\d{1,3}\]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)])\s/u;

/** The paragraphs of one column, told apart by gap, size, font, indentation and short last lines. */
export function paragraphsOf(lines: Line[]): Paragraph[] {
  if (lines.length === 0) return [];
  const columns = columnsOf(lines.filter(({ table }) => table === null));
  const groups: Line[][] = [[lines[0]!]];
  for (let i = 1; i < lines.length; i++) {
    if (begins(lines, i, columns(lines[i]!))) groups.push([lines[i]!]);
    else groups.at(-1)!.push(lines[i]!);
  }
  return groups.map(toParagraph);
}

export function toParagraph(lines: Line[]): Paragraph {
  const longest = lines.reduce((best, line) => (length(line) > length(best) ? line : best));
  const rows = lines.filter((line) => line.cells > 1).length;
  const table = lines[0]!.table !== null || (rows >= 2 && rows >= 0.6 * lines.length);
  return { lines, size: longest.size, font: longest.font, table };
}

const length = (line: Line) => line.words.reduce((sum, word) => sum + word.text.length, 0);

interface Column {
  left: number;
  right: number;
  /** Usual distance of baselines, as a share of the size. */
  leading: number;
  /** Paragraphs hang: the first line stands to the left of the others. */
  hanging: boolean;
  /** Enough lines of text to tell that a short one ends something. */
  solid: boolean;
}

/** The column as its lines of one size show it: references below the text hang while the text is indented. */
function columnsOf(lines: Line[]): (line: Line) => Column {
  const whole = measure(lines);
  const rounded = (line: Line) => Math.round(line.size);
  const bySize = new Map<number, Column>();
  for (const size of new Set(lines.map(rounded))) {
    const alike = lines.filter((line) => rounded(line) === size);
    if (alike.length >= minLines) bySize.set(size, measure(alike));
  }
  return (line) => bySize.get(rounded(line)) ?? whole;
}

function measure(lines: Line[]): Column {
  const leadings: number[] = [];
  for (let i = 1; i < lines.length; i++) {
    const [a, b] = [lines[i - 1]!, lines[i]!];
    const leading = (b.baseline - a.baseline) / b.size;
    if (Math.abs(a.size - b.size) < 0.1 * b.size && leading > 0.7 && leading < 3) leadings.push(leading);
  }
  const left = quantile(
    lines.map((line) => line.x0),
    0.1,
  );
  const right = quantile(
    lines.map((line) => line.x1),
    0.9,
  );
  let hangs = 0;
  for (let i = 2; i < lines.length; i++) {
    const [a, b, c] = [lines[i - 2]!, lines[i - 1]!, lines[i]!];
    const indented = (line: Line) => line.x0 - left > 0.6 * line.size && line.x0 - left < 5 * line.size;
    if (!indented(a) && indented(b) && indented(c)) hangs++;
    if (indented(a) && !indented(b) && !indented(c)) hangs--;
  }
  const solid = lines.length >= 8 && lines.filter((line) => line.x1 > right - 0.1 * (right - left)).length > 0.5 * lines.length;
  return { left, right, leading: leadings.length > 0 ? quantile(leadings, 0.4) : 1.2, hanging: hangs > 0, solid };
}

function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

/** Whether line `i` begins a paragraph. */
function begins(lines: Line[], i: number, column: Column): boolean {
  const [above, line] = [lines[i - 1]!, lines[i]!];
  if (above.table !== null || line.table !== null) return above.table !== line.table;
  const size = Math.max(above.size, line.size);
  const distance = line.baseline - above.baseline;
  if (line.cells > 1 && above.cells > 1 && distance > 0 && distance < 3 * size) return false;
  // Parts of a formula stand closer than lines do.
  if (distance > 0 && distance < 0.75 * Math.min(above.size, line.size)) return false;
  if (distance < -0.5 * size || distance > (column.leading + 0.35) * size) return true;
  if (Math.abs(above.size - line.size) > 0.08 * size && Math.min(length(above), length(line)) > 2) return true;
  if (above.cells > 1 !== line.cells > 1 && above.cells + line.cells > 3) return true;
  const shortAbove = above.x1 + line.firstWidth + 0.4 * size < column.right;
  const uniform = above.fontShare > 0.85 && line.fontShare > 0.6;
  if (above.font !== line.font && uniform && shortAbove) return true;
  const text = lineText(line);
  const indent = (other: Line) => other.x0 - column.left;
  if (column.hanging) {
    if (indent(line) < 0.5 * size && (indent(above) > 0.6 * size || shortAbove)) return true;
  } else if (indent(line) > 0.7 * size && indent(line) < 6 * size && indent(above) < 0.4 * size && !centred(line, column))
    return true;
  const ended = endsSentence(lineText(above));
  if (marker.test(text) && (ended || shortAbove) && indent(line) < indent(above) + 0.5 * size) return true;
  const room = (column.right - above.x1) / (column.right - column.left);
  return (
    shortAbove &&
    ((ended && room > 0.08 && /^[\p{Lu}\d“"(]/u.test(text)) || (column.solid && room > 0.35 && /^\p{Lu}/u.test(text)))
  );
}

function centred(line: Line, column: Column): boolean {
  const before = line.x0 - column.left;
  const after = column.right - line.x1;
  return before > 2 * line.size && Math.abs(before - after) < 0.2 * before + 2;
}
