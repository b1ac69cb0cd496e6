import type { Span } from '../../shared/domain/geometry.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** A full stop after one of these does not end a sentence. Lower case, without the stop. */
const abbreviations = new Set(
  (
    'al approx assoc ca cf ch co corp dept dr ed eds e.g eg eq eqn eqns eqs esp est et etc ex fig figs fr gov i.e ie inc incl jr lab ltd max mg min mr mrs ms ' +
    'no nos nr op p pp par pers pl pres prof ref refs rep resp rev sec sect ser sp spp sr ssp st subsp suppl tab tabs univ var viz vol vols vs w.r.t ' +
    'p.ex pág págs núm sra srta bzw z.b usw vgl abb nº'
  ).split(' '),
);

/** Those that may as well end a sentence: they do when a capital follows. */
const endingAbbreviations = new Set([
  'al',
  'etc',
  'co',
  'corp',
  'inc',
  'ltd',
  'jr',
  'sr',
  'max',
  'min',
  'mg',
  'no',
  'sp',
  'spp',
  'lab',
  'dept',
  'univ',
]);

/** Unicode's rules see no end in `… was lost. 3 plots …`. */
const stopBeforeNumber = /\p{Ll}{2}[.]["”’)\]]*\s+(?=\d)/gu;

/** A reference mark that stands after the full stop belongs to the sentence before: `… shown.[3, 4] Next`, `… shown.12 Next`. */
const markAfterStop = /[.!?]["”’')\]]*(?:\[\d[\d\s,;–-]*\]|(?<=\p{Ll}\.)\d{1,3}(?:[,–-]\d{1,3})*)\s+(?=["“‘([]?\p{Lu})/gu;

/**
 * The sentences of a text, in order, without the white space around them. A line feed always ends one. Boundaries are Unicode's (UAX 29),
 * without those after abbreviations, initials and numbered labels, and with those behind reference marks.
 */
export function sentences(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  while (start < text.length) {
    const lineFeed = text.indexOf('\n', start);
    const end = lineFeed < 0 ? text.length : lineFeed;
    splitLine(text.slice(start, end), start, spans);
    start = end + 1;
  }
  return spans;
}

/** Characters looked at before and after a full stop. */
const window = 80;

function splitLine(line: string, offset: number, spans: Span[]): void {
  const cuts = new Set<number>();
  for (const { index, segment } of segmenter.segment(line)) {
    const cut = index + segment.length;
    if (cut < line.length && isBoundary(line, cut)) cuts.add(cut);
  }
  for (const { index, 0: stop } of line.matchAll(stopBeforeNumber)) {
    const cut = index + stop.length;
    if (isBoundary(line, cut)) cuts.add(cut);
  }
  for (const match of line.matchAll(markAfterStop)) cuts.add(match.index + match[0].length);
  let from = 0;
  for (const cut of [...[...cuts].sort((a, b) => a - b), line.length]) {
    const raw = line.slice(from, cut);
    const trimmed = raw.trim();
    if (trimmed) {
      const start = offset + from + raw.indexOf(trimmed);
      spans.push({ start, end: start + trimmed.length });
    }
    from = cut;
  }
}

/** Whether a sentence ends before the offset, where a full stop or the like stands. */
function isBoundary(line: string, cut: number): boolean {
  const before = line.slice(Math.max(0, cut - window), cut).trimEnd();
  const after = line.slice(cut, cut + window).trimStart();
  // Without a full stop only a line or paragraph separator ends one.
  if (!/[.!?…。！？][\p{Pe}\p{Pf}"'\]]*$/u.test(before)) return /[\u0085\u2028\u2029]/.test(line[cut - 1]!);
  // A sentence does not begin in lower case, with a closing mark or in the middle of a number.
  if (/^[\p{Ll}\p{Pe},;:%=<>≤≥±]/u.test(after)) return false;
  if (!before.endsWith('.')) return true;
  const word = /(\S+)\.$/u.exec(before)?.[1]?.replace(/^[("“‘[]+/u, '') ?? '';
  const lower = word.toLowerCase();
  if (/^\p{Lu}$/u.test(word)) return !isInitial(before);
  if (/^(\p{L}\.)+\p{L}$/u.test(word))
    return !abbreviations.has(lower) && /^\p{Lu}\p{Ll}+\s/u.test(after) && !/^\p{Lu}\p{Ll}+\s+et\b/u.test(after);
  if (!abbreviations.has(lower)) return !/^\(?[\d.]{0,8}$/.test(word) || !startsLabel(before);
  return endingAbbreviations.has(lower) && /^["“([]?\p{Lu}\p{Ll}*[\s,]/u.test(after) && !/^\(\d/.test(after);
}

/** `J. Smith`, `Z. mays`: a single capital with a stop is a name's unless it ends a phrase like `vitamin C.` */
function isInitial(before: string): boolean {
  return !/\b(?:vitamin|type|group|class|grade|phase|table|figure|fig|panel|appendix|section|part|hepatitis|protein|factor|model|case|plan|step|site|and|or)\s+\p{Lu}\.$/iu.test(
    before,
  );
}

/** `2.1. Sites`: the number that begins a line is a label. */
function startsLabel(before: string): boolean {
  return /^\s*\(?(?:\d{1,3}\.)*$/.test(before);
}
