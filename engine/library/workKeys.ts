import { foldText } from './foldText.ts';

/** What identifies a work, reduced so that equal keys mean the same. The stores keep the first two with each document. */

/** Below what every database can index. */
const longestKey = 400;

/** Letters and digits of a text, folded (`foldText`), nothing between. */
export function foldedLetters(text: string): string {
  return foldText(text).text.replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Letters and digits of a title, folded; null where it has none. */
export function titleKey(title: string): string | null {
  return foldedLetters(title).slice(0, longestKey) || null;
}

/** A DOI in lower case, without an address before it or the number of a version behind it; null where there is none. */
export function doiKey(doi: string | null): string | null {
  const found = /10\.\d{4,9}\/\S+/.exec(doi?.toLowerCase() ?? '')?.[0];
  return found?.replace(/\/?v\d{1,2}$/, '').slice(0, longestKey) ?? null;
}

const suffix = /^(?:jr|sr|ii|iii|iv)\.?$/i;

/** The family name of an author, folded: what stands before a comma, else the last word. */
export function familyKey(author: string): string {
  const [family = '', given] = author.split(',');
  const words = family
    .trim()
    .split(/\s+/)
    .filter((word, i) => i === 0 || !suffix.test(word));
  const name = given !== undefined && !suffix.test(given.trim()) ? family : (words.at(-1) ?? '');
  return foldedLetters(name);
}
