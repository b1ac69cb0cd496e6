import { type Unit, unitOf } from './units.ts';

/** A unit as it stands in a text, and where it ends. */
export interface UnitRead {
  unit: Unit;
  end: number;
}

const symbol = String.raw`°\s?[CF]|[%‰℃Å]|[A-Za-zμΩ]+`;
const power = String.raw`\^?(?:\((?<inBrackets>-?[1-4])\)|(?<bare>-?[1-4]))`;
const factorAt = new RegExp(`(?<symbol>${symbol})(?:${power}(?![\\d.,]\\d|\\d))?`, 'y');
/** Between two parts: a line (all behind it divides), a dot, or a blank. */
const linkAt = /\s?\/\s?\(?|\sper\s|\s?[·⋅*]\s?|\s/y;

/**
 * The unit that begins at a place of a text that `plainSigns` made plain: `W/mK`, `W m-1 K-1`, `kg/ha`, `W/(m K)`, `percent`, `mg per litre`. A blank joins two parts only where the second has a
 * negative power. Null where none begins.
 */
export function readUnit(text: string, from: number): UnitRead | null {
  const first = partsAt(text, from, false);
  if (!first) return null;
  let read = first;
  let divides = false;
  let within = false;
  for (;;) {
    linkAt.lastIndex = read.end;
    const link = linkAt.exec(text);
    if (!link) return closed(text, read, within);
    const blank = link[0].trim() === '';
    if (/\/|per/.test(link[0])) divides = true;
    if (link[0].endsWith('(')) within = true;
    const next = partsAt(text, linkAt.lastIndex, divides && (within || !blank));
    if (!next || (blank && !within && !next.negative)) return closed(text, read, within);
    read = { unit: times(read.unit, next.unit), end: next.end, negative: false };
  }
}

/** With the bracket it stands in. */
function closed(text: string, { unit, end }: UnitRead, within: boolean): UnitRead {
  return { unit, end: within && text[end] === ')' ? end + 1 : end };
}

/** One unit with its power, or several written without anything between them (`mK`, `m2K`, `kgK` behind a line). */
function partsAt(text: string, from: number, divides: boolean): (UnitRead & { negative: boolean }) | null {
  factorAt.lastIndex = from;
  const match = factorAt.exec(text);
  if (!match) return null;
  const end = factorAt.lastIndex;
  const written = match.groups!.symbol!.replace(/\s/g, '');
  const raised = Number(match.groups!.inBrackets ?? match.groups!.bare ?? 1);
  const exponent = divides ? -raised : raised;
  // Behind a line it is a metre and a kelvin, not a thousandth of a kelvin.
  const single = divides && written === 'mK' ? null : unitOf(written);
  const nextIsWord = /[\p{L}\d]/u.test(text.charAt(end));
  if (single && !nextIsWord) return { unit: toPower(single, exponent), end, negative: raised < 0 };
  if (!divides) return null;
  if (single) {
    // `m2K`: what follows the power divides as well.
    const rest = partsAt(text, end, true);
    return rest && { unit: times(toPower(single, exponent), rest.unit), end: rest.end, negative: false };
  }
  const two = [1, 2, 3].map((at) => [unitOf(written.slice(0, at)), unitOf(written.slice(at))] as const);
  const found = two.find(([a, b]) => a && b);
  if (!found || nextIsWord) return null;
  return { unit: times(toPower(found[0]!, -1), toPower(found[1]!, exponent)), end, negative: false };
}

function toPower({ powers, factor, offset }: Unit, power: number): Unit {
  if (power === 1) return { powers, factor, ...(offset === undefined ? {} : { offset }) };
  return { powers: Object.fromEntries(Object.entries(powers).map(([base, n]) => [base, n * power])), factor: factor ** power };
}

/** In a product a degree is a step, without its zero. */
function times(a: Unit, b: Unit): Unit {
  const powers: Record<string, number> = { ...a.powers };
  for (const [base, power] of Object.entries(b.powers)) powers[base] = (powers[base] ?? 0) + power;
  return { powers, factor: a.factor * b.factor };
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Signs that mean the same made the same, one for one, so that offsets hold: superscripts, minus signs, micro, ohm and blanks. */
export function plainSigns(text: string): string {
  return text.replaceAll(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻−µΩ\u00A0\u2009\u202F\u2007\n]/g, (sign) => {
    const digit = superscripts.indexOf(sign);
    if (digit >= 0) return `${digit}`;
    if (sign === '⁻' || sign === '−') return '-';
    if (sign === 'µ') return 'μ';
    return sign === '\u2126' ? 'Ω' : ' ';
  });
}
