import type { Span } from '../../shared/domain/geometry.ts';
import { plainSigns, readUnit } from './readUnit.ts';
import { type Dimension, dimensionOf, type Unit } from './units.ts';

/** A number with its unit as it stands in a text, in base units; a range has two ends. */
export interface Quantity extends Span {
  least: number;
  most: number;
  /** Empty for a number without a unit. */
  dimension: Dimension;
}

const digits = String.raw`\d{1,3}(?:[, ]\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:[.,]\d+)?`;
const powerOfTen = String.raw`(?:\s?[×x·*]\s?10\s?\^?\(?(?<exponent>-?\d{1,2})\)?|[eE](?<e>[+-]?\d{1,2}))?`;
const numberAt = new RegExp(String.raw`(?<![\p{L}\d.,_/]|(?<!\d)-)(?<sign>[+-]\s?)?(?<digits>${digits})${powerOfTen}`, 'gu');
const rangeAt = /\s?(?:–|-|—|to|and)\s?/y;
const uncertaintyAt = new RegExp(String.raw`\s?(?:±|\+\/-)\s?(?:${digits})`, 'y');
/** What stands before a number that only names something. */
const naming = /(?:fig(?:ure|s)?|tables?|sections?|eqs?|equations?|refs?|chapters?|appendix|box)\.?\s?$/i;
/** Before a number without a unit, these too. */
const counting = /(?:pages?|pp?|vol|no|step)\.?\s?$/i;

interface NumberRead extends Span {
  value: number;
}

/** The quantities of a text, in order. Years, and numbers of figures and references, are none unless a unit follows. */
export function readQuantities(original: string): Quantity[] {
  const text = plainSigns(original);
  const numbers = [...text.matchAll(numberAt)].map(toNumber);
  const found: Quantity[] = [];
  for (let i = 0; i < numbers.length; i++) {
    const first = numbers[i]!;
    // The power of a unit is a number as well.
    if (first.start < (found.at(-1)?.end ?? 0)) continue;
    const next = numbers[i + 1];
    const isRange = next !== undefined && linked(text, first, next) && next.value > first.value;
    const last = isRange ? next : first;
    const unit = unitBehind(text, last.end);
    if (!unit && isRange && unitBehind(text, first.end)) {
      found.push(...quantity(text, first, first, unitBehind(text, first.end)));
      continue;
    }
    found.push(...quantity(text, first, last, unit));
    if (isRange) i++;
  }
  return found;
}

function toNumber(match: RegExpExecArray): NumberRead {
  const { sign = '', digits: written = '', exponent, e } = match.groups!;
  const plain = written.replaceAll(/[, ](?=\d{3}(?!\d))/g, '').replace(',', '.');
  const value = Number(`${plain}e${Number(exponent ?? e ?? 0)}`);
  return { value: sign.startsWith('-') ? -value : value, start: match.index, end: match.index + match[0].length };
}

function linked(text: string, first: NumberRead, next: NumberRead): boolean {
  rangeAt.lastIndex = first.end;
  return rangeAt.test(text) && rangeAt.lastIndex === next.start;
}

function unitBehind(text: string, from: number): { unit: Unit; end: number } | null {
  uncertaintyAt.lastIndex = from;
  const at = uncertaintyAt.test(text) ? uncertaintyAt.lastIndex : from;
  return readUnit(text, at) ?? (text[at] === ' ' || text[at] === '-' ? readUnit(text, at + 1) : null);
}

function quantity(text: string, first: NumberRead, last: NumberRead, read: { unit: Unit; end: number } | null): Quantity[] {
  const ends = [first.value, last.value];
  const before = text.slice(Math.max(0, first.start - 12), first.start);
  if (naming.test(before)) return [];
  if (!read) {
    const names = counting.test(before) || text[first.start - 1] === '[';
    const year = Number.isInteger(first.value) && first.value >= 1800 && first.value <= 2100;
    if (names || year) return [];
    return [{ start: first.start, end: last.end, least: Math.min(...ends), most: Math.max(...ends), dimension: '' }];
  }
  const values = ends.map((value) => value * read.unit.factor + (read.unit.offset ?? 0));
  return [
    {
      start: first.start,
      end: read.end,
      least: Math.min(...values),
      most: Math.max(...values),
      dimension: dimensionOf(read.unit.powers),
    },
  ];
}
