import { francAll } from 'franc';
import type { ParsedPage } from '../ports/Parser.ts';
import { textBlocks } from './textBlocks.ts';

/** Windows over the text, each of which votes: trigrams tell best over a few lines, and a foreign abstract or table is outvoted. */
const windows = 12;
const windowLength = 300;
/** Letters in a window from which it may vote; a character of Chinese or Japanese says as much as several letters. */
const fewestLetters = { alphabet: 40, other: 10 };
/** How far the best guess must be before the next one. */
const clear = 0.002;

/** The languages papers are written in, by ISO 639-3; the rarer ones of the detector are only ever guessed by mistake. */
const only =
  `afr als amh arb azj bel ben bos bul cat ces cmn dan deu ell eng est eus fin fra glg guj heb hin hrv hun hye ind ita jpn kan
  kat kaz khm kor lao lav lit mal mar mkd mya nep nld nno nob pan pes pol por ron rus sin slk slv spa srp swe swh tam tel tgl tha tur ukr urd
  uzn vie zlm`.split(/\s+/);

/** The language most of a paper's paragraphs are written in, as BCP 47 (`en`, `zh`); null where there is too little text to tell, or none prevails. */
export function languageOf(pages: readonly ParsedPage[]): string | null {
  const text = textBlocks(pages)
    .filter(({ kind }) => kind === 'paragraph')
    .map((block) => block.text)
    .join(' ');
  return languageOfText(text);
}

export function languageOfText(text: string): string | null {
  const votes = new Map<string, number>();
  let voted = 0;
  let able = 0;
  const step = Math.max(windowLength, Math.floor(text.length / windows));
  for (let at = 0; at < text.length; at += step) {
    const window = text.slice(at, at + windowLength);
    if (!saysEnough(window)) continue;
    able += 1;
    const [best, next] = francAll(window, { only, minLength: 1 });
    if (!best || best[0] === 'und' || (next && 1 - next[1] < clear)) continue;
    voted += 1;
    votes.set(best[0], (votes.get(best[0]) ?? 0) + 1);
  }
  const [winner] = [...votes].sort(([, a], [, b]) => b - a);
  if (!winner || winner[1] * 2 < voted || winner[1] * 3 < able) return null;
  return Intl.getCanonicalLocales(winner[0])[0] ?? null;
}

const latinLike = /[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Armenian}\p{sc=Georgian}]/gu;

function saysEnough(window: string): boolean {
  const letters = window.match(/\p{L}/gu)?.length ?? 0;
  const alphabet = window.match(latinLike)?.length ?? 0;
  return alphabet >= fewestLetters.alphabet || letters - alphabet >= fewestLetters.other;
}
