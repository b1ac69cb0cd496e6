import type { RawFont, Rule } from '../rawPage.ts';
import { type Fragment, toFragment } from './fragments.ts';

/** Points within which lines end alike. */
const tolerance = 4;
/** Points: shorter lines part cells, not a table from what is above and below it. */
const minLength = 80;
/** Points between the pieces of one line: borders are drawn cell by cell. */
const maxPieceGap = 12;
/** Points between the lines of some columns and those of the others. */
const maxPartGap = 25;
/** A cell has no more lines of prose than this. */
const maxProse = 3;
/** Lines with fewer characters are no column of prose. */
const proseChars = 25;
/** What stands before an entry of a list. */
const marker = /^(?:[•▪◦‣●■–—-]|\[\d{1,3}\]|\(?(?:\d{1,3}|[a-zA-Z])[.)])$/u;

/** What stands between two lines that run across a table. */
interface Strip {
  top: number;
  bottom: number;
  rows: Row[];
}

/** Fragments on one height. */
interface Row {
  fragments: Fragment[];
  top: number;
  bottom: number;
  baseline: number;
}

/**
 * Tables between lines that run across them: each of their rows becomes one fragment as wide as the table, with its cells. `rules`: in the frame of the
 * fragments. Tables without lines are left to how their rows look.
 */
export function joinTableRows(fragments: Fragment[], rules: Rule[], fonts: Record<string, RawFont>): Fragment[] {
  let rest = fragments;
  const joined: Fragment[] = [];
  for (const lines of groupsOf(rules)) {
    const { x0, x1 } = lines[0]!;
    const inside = rest.filter((fragment) => overlap(fragment, x0, x1) > 0.6 * (fragment.x1 - fragment.x0));
    for (const strips of tablesIn(inside, lines)) {
      const table = { x0, x1 };
      const taken = new Set(strips.flatMap(({ rows }) => rows.flatMap((row) => row.fragments)));
      if (taken.size === 0) continue;
      rest = rest.filter((fragment) => !taken.has(fragment));
      for (const rows of strips.map(joinContinuations)) for (const row of rows) joined.push(toRow(row, table, fonts));
    }
  }
  return joined.length === 0 ? fragments : [...rest, ...joined];
}

const overlap = (fragment: Fragment, x0: number, x1: number) => Math.min(fragment.x1, x1) - Math.max(fragment.x0, x0);

/** Lines across that begin and end alike, from top to bottom; the wider ones first. */
function groupsOf(rules: Rule[]): Rule[][] {
  const groups: Rule[][] = [];
  for (const line of wholeLines(rules)) {
    const group = groups.find(
      ([first]) => Math.abs(first!.x0 - line.x0) < tolerance && Math.abs(first!.x1 - line.x1) < tolerance,
    );
    if (group) group.push(line);
    else groups.push([line]);
  }
  return joinBeside(groups.filter((group) => group.length > 1)).sort(([a], [b]) => b!.x1 - b!.x0 - (a!.x1 - a!.x0));
}

/** Lines may be drawn for some of the columns and anew, at the same heights, for the others. */
function joinBeside(groups: Rule[][]): Rule[][] {
  const joined: Rule[][] = [];
  for (const group of [...groups].sort(([a], [b]) => a!.x0 - b!.x0)) {
    const at = joined.findIndex((left) => {
      const gap = group[0]!.x0 - left[0]!.x1;
      return gap > -1 && gap < maxPartGap && areLevel(left, group);
    });
    if (at < 0) joined.push(group);
    else {
      const left = joined[at]!;
      const lines = left.length > group.length ? left : group;
      joined[at] = lines.map((line) => ({ ...line, x0: left[0]!.x0, x1: group[0]!.x1 }));
    }
  }
  return joined;
}

function areLevel(a: Rule[], b: Rule[]): boolean {
  const [fewer, more] = a.length < b.length ? [a, b] : [b, a];
  const level = fewer.filter((line) => more.some((other) => Math.abs(other.y0 - line.y0) < 1.5)).length;
  return fewer.length > 2 && level >= 0.9 * fewer.length;
}

/** Lines across the page, those drawn in pieces put together, from top to bottom. */
function wholeLines(rules: Rule[]): Rule[] {
  const across = rules.filter(({ y0, y1 }) => Math.abs(y0 - y1) < 1).sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0);
  const lines: Rule[] = [];
  for (const rule of across) {
    const line = lines.findLast(
      (other) => Math.abs(other.y0 - rule.y0) < 1.5 && rule.x0 < other.x1 + maxPieceGap && rule.x1 > other.x0 - maxPieceGap,
    );
    if (line) {
      line.x0 = Math.min(line.x0, rule.x0);
      line.x1 = Math.max(line.x1, rule.x1);
    } else lines.push({ ...rule });
  }
  return lines.filter(({ x0, x1 }) => x1 - x0 >= minLength);
}

/** The tables between the lines: neighbouring strips that hold rows of cells. */
function tablesIn(fragments: Fragment[], lines: Rule[]): Strip[][] {
  const tables: Strip[][] = [];
  let open: Strip[] = [];
  const close = () => {
    // What holds no cells before the first row or after the last is a caption or a note.
    open = open.slice(Math.max(0, open.findIndex(hasCells)), open.findLastIndex(hasCells) + 1);
    const rows = open.flatMap((strip) => strip.rows);
    const rowsOfCells = rows.filter((row) => row.fragments.length > 1).length;
    if (rowsOfCells > 1 && rowsOfCells >= 0.4 * rows.length) tables.push(open);
    open = [];
  };
  for (let i = 1; i < lines.length; i++) {
    const [top, bottom] = [lines[i - 1]!.y0, lines[i]!.y0];
    const strip = { top, bottom, rows: rowsOf(fragments.filter(({ baseline }) => baseline > top && baseline < bottom + 1)) };
    if (isTabular(strip)) open.push(strip);
    else close();
  }
  close();
  return tables;
}

const hasCells = ({ rows }: Strip) => rows.some(({ fragments }) => fragments.length > 1);

/** Lines of fragments from top to bottom; what stands halfway beside a line goes with it. */
function rowsOf(fragments: Fragment[]): Row[] {
  const lines: Row[] = [];
  for (const fragment of [...fragments].sort((a, b) => b.size - a.size || a.baseline - b.baseline)) {
    const { top, bottom, baseline, size } = fragment;
    const line = lines.find((other) => Math.abs(other.baseline - baseline) < 0.25 * Math.max(size, other.fragments[0]!.size));
    if (line) add(line, [fragment]);
    else lines.push({ fragments: [fragment], top, bottom, baseline });
  }
  const rows: Row[] = [];
  for (const line of lines.sort((a, b) => a.baseline - b.baseline)) {
    const above = rows.at(-1);
    if (above && isBeside(above, line)) add(above, line.fragments);
    else rows.push(line);
  }
  return rows;
}

function add(row: Row, fragments: Fragment[]): void {
  row.fragments.push(...fragments);
  row.fragments.sort((a, b) => a.x0 - b.x0);
  row.top = Math.min(...row.fragments.map(({ top }) => top));
  row.bottom = Math.max(...row.fragments.map(({ bottom }) => bottom));
}

function isBeside(above: Row, line: Row): boolean {
  const height = Math.min(above.bottom, line.bottom) - Math.max(above.top, line.top);
  const free = line.fragments.every((one) => above.fragments.every((other) => overlap(other, one.x0, one.x1) <= 0));
  return free && height > 0.3 * (line.bottom - line.top);
}

/** Rows of cells, or a few lines of a heading among them; columns of prose are no cells. */
function isTabular({ rows }: Strip): boolean {
  if (rows.length === 0) return true;
  const cells = rows.filter((row) => row.fragments.length > 1).length;
  if (rows.length <= 3 && cells === 0) return rows.every(({ fragments: [only] }) => only!.chars < 60);
  return cells >= 0.4 * rows.length && !hasProse(rows) && !isList(rows);
}

function isList(rows: Row[]): boolean {
  const entries = rows.filter(({ fragments }) => fragments.length > 1);
  return (
    entries.filter(({ fragments }) => fragments.length === 2 && marker.test(textOf(fragments[0]!))).length > 0.5 * entries.length
  );
}

/** Whether lines of prose stand one under the other. */
function hasProse(rows: Row[]): boolean {
  const columns: Fragment[][] = [];
  for (const line of rows.flatMap((row) => row.fragments)) {
    if (line.chars < proseChars) continue;
    const column = columns.find((lines) => {
      const above = lines.at(-1)!;
      const distance = line.baseline - above.baseline;
      return Math.abs(above.x0 - line.x0) < 2 * line.size && distance > 0.5 * line.size && distance < 1.5 * line.size;
    });
    if (column) column.push(line);
    else columns.push([line]);
  }
  return columns.some(isProse);
}

/** Lines that fill their column and begin in the middle of a sentence; labels do neither. */
function isProse(lines: Fragment[]): boolean {
  if (lines.length <= maxProse) return false;
  const width = (line: Fragment) => line.x1 - line.x0;
  const widest = Math.max(...lines.map(width));
  const filled = lines.reduce((sum, line) => sum + width(line), 0) > 0.8 * widest * lines.length;
  const texts = lines.map(textOf);
  const cased = texts.filter((text) => /^\p{Lu}/u.test(text)).length;
  const inside = texts.filter((text) => /^\p{Ll}/u.test(text)).length;
  return filled && inside >= 0.4 * (cased + inside);
}

const textOf = (fragment: Fragment) =>
  fragment.items
    .map(({ text }) => text)
    .join('')
    .trim();

/** The rows of a strip, each with the lines that its cells go on in. */
function joinContinuations({ rows }: Strip): Row[] {
  const distances = rows.slice(1).map((row, i) => row.baseline - rows[i]!.baseline);
  const least = Math.min(...distances);
  // Rows stand further apart than the lines of a cell.
  const apart = distances.filter((distance) => distance > 1.25 * least).length >= 0.25 * distances.length;
  const joined: Row[] = [];
  rows.forEach((row, i) => {
    const above = joined.at(-1);
    const near = i > 0 && distances[i - 1]! < (apart ? 1.12 * least : 1.5 * row.fragments[0]!.size);
    if (!above || !near || !goesOn(above, row, apart)) joined.push({ ...row, fragments: [...row.fragments] });
    else {
      add(above, row.fragments);
    }
  });
  return joined;
}

/** Whether a line holds nothing but what goes on from the cells above it. */
function goesOn(above: Row, row: Row, apart: boolean): boolean {
  const cells = cellsOf(above.fragments);
  const inOne = row.fragments.every(
    (fragment) => cells.filter((cell) => cell.some((other) => overlap(other, fragment.x0, fragment.x1) > 0)).length === 1,
  );
  if (!inOne) return false;
  return apart || (row.fragments.length < cells.length && row.fragments.every((one) => /^[\p{Ll}(]/u.test(textOf(one))));
}

/** Fragments that stand one over the other are one cell; cells from left to right. */
function cellsOf(fragments: Fragment[]): Fragment[][] {
  const cells: { x0: number; x1: number; fragments: Fragment[] }[] = [];
  for (const fragment of [...fragments].sort((a, b) => a.x0 - b.x0)) {
    const cell = cells.findLast((other) => overlap(fragment, other.x0, other.x1) > 0);
    if (!cell) cells.push({ x0: fragment.x0, x1: fragment.x1, fragments: [fragment] });
    else {
      cell.x1 = Math.max(cell.x1, fragment.x1);
      cell.fragments.push(fragment);
    }
  }
  return cells.map((cell) => cell.fragments.sort((a, b) => a.baseline - b.baseline || a.x0 - b.x0));
}

function toRow(row: Row, table: { x0: number; x1: number }, fonts: Record<string, RawFont>): Fragment {
  const cells = cellsOf(row.fragments);
  const all = cells.flat();
  const x0 = Math.min(table.x0, ...all.map((fragment) => fragment.x0));
  const x1 = Math.max(table.x1, ...all.map((fragment) => fragment.x1));
  const whole = toFragment(
    all.flatMap(({ items }) => items),
    fonts,
  );
  return { ...whole, x0, x1, top: row.top, bottom: row.bottom, baseline: row.baseline, row: { table, cells } };
}
