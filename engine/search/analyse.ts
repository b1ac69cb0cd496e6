import { stem } from 'porter2';
import { stopWords } from './stopWords.ts';

/** Changes whenever the same text could give other terms: an index made by another version has to be made again. */
export const analyserVersion = 'porter2-1';

/** Scripts written without spaces between words (Hangul has them, but its words carry endings that hide the stem). */
const unspaced = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]`;
const letter = String.raw`[[\p{L}\p{M}\p{N}]--${unspaced}]`;
/** What may stand inside a compound: hyphens, apostrophes, a full stop (3.5, U.S.), an underscore. */
const link = String.raw`[\-‐‑–.'_]`;
const tokens = new RegExp(`(?<run>${unspaced}+)|${letter}+(?:${link}${letter}+)*`, 'gv');
const links = new RegExp(link, 'v');

/** Vowel points and accents of scripts whose readers search without them. Elsewhere marks are letters of their own. */
const marks = /(?<=[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Arabic}\p{sc=Hebrew}])\p{Mn}+/gu;
/** Letters that Unicode does not take apart. */
const plain: Record<string, string> = { ß: 'ss', ς: 'σ', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ı: 'i' };
const plainLetters = /[ßςøłđðþæœı]/g;
const invisible = /\p{Cf}+/gu;
const contraction = /(?:n't|'(?:s|re|ve|d|ll|m))$/;
const english = /^[a-z]+$/;
const number = /^\p{N}+$/u;

/** A compound of more parts than this is not one word (an address, a sequence, a path): only its parts are terms. */
const maxParts = 3;
/** Longer runs are noise (encoded data, garbled text); their beginning is enough to find them. */
const maxLength = 64;

/**
 * Text → terms of the word index, in order, repeats included; chunks and queries go through the same function.
 * Unicode NFKC, case and diacritics folded; split at what is neither letter nor digit; a compound gives its parts and its joined form
 * ("covid-19" → covid, 19, covid19), so that it is found however it is written; English function words out; English words stemmed
 * (Porter2, snowballstem.org); scripts without spaces as overlapping pairs of characters.
 */
export function analyse(text: string): string[] {
  const terms: string[] = [];
  for (const match of fold(text).matchAll(tokens)) {
    const token = match[0];
    if (match.groups?.run !== undefined) pushPairs(terms, token);
    else if (links.test(token)) pushCompound(terms, token);
    else pushWord(terms, token);
  }
  return terms;
}

/** The terms a chunk is found by: its own words and those of the headings above it. */
export function chunkTerms(chunk: { title: string; section: string; text: string }): string[] {
  return analyse(`${chunk.title}\n${chunk.section}\n${chunk.text}`);
}

const ascii = /^\p{ASCII}*$/u;

function fold(text: string): string {
  // Most sentences: nothing of what follows would change them.
  if (ascii.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKC')
    .replace(invisible, '')
    .toLowerCase()
    .replaceAll('’', "'")
    .normalize('NFD')
    .replace(marks, '')
    .normalize('NFC')
    .replace(plainLetters, (found) => plain[found] ?? found);
}

function pushWord(terms: string[], word: string): void {
  if (stopWords.has(word)) return;
  const short = word.length > maxLength ? word.slice(0, maxLength) : word;
  terms.push(english.test(short) ? stem(short) : short);
}

function pushCompound(terms: string[], token: string): void {
  const parts = token.replace(contraction, '').split(links);
  for (const part of parts) pushWord(terms, part);
  if (parts.length < 2 || parts.length > maxParts) return;
  if (!parts.every((part) => number.test(part))) pushWord(terms, parts.join(''));
  // 3.5 must not be found under 35; 2010–2015 is no number.
  else if (token.includes('.')) terms.push(parts.join('.'));
}

function pushPairs(terms: string[], run: string): void {
  const characters = [...run];
  if (characters.length === 1) terms.push(run);
  for (let i = 1; i < characters.length; i += 1) terms.push(`${characters[i - 1]}${characters[i]}`);
}
