import type { Reference } from '../../shared/domain/inspection.ts';
import { doisIn } from './doi.ts';

const year = '((?:1[6-9]|20)\\d\\d)[a-z]?';
const inParentheses = new RegExp(`\\(\\s*(?:[\\p{L}.]+\\s+)?(?:\\d{1,2}\\s+)?${year}(?:,[^)]{0,30})?\\s*\\)`, 'u');
const afterAuthors = new RegExp(`[.,]\\s+${year}[.,:]?\\s`, 'u');
const anywhere = new RegExp(`(?<![\\d–—/.:?-])${year}(?![\\d–—-])`, 'gu');

/** DOI, title and year of an entry; null what is not plain. */
export function referenceFields(text: string): Pick<Reference, 'doi' | 'title' | 'year'> {
  return { doi: doisIn(text)[0] ?? null, title: titleIn(text), year: yearIn(text) };
}

/** A text without what numbers in it may look like years. */
export const withoutAddresses = (text: string) => text.replaceAll(/https?:\S+|10\.\d{4,9}\/\S+|accessed.*$/giu, '');

/** The one behind the authors, else in parentheses, else the last. */
function yearIn(text: string): number | null {
  const ahead = [inParentheses, afterAuthors].map((where) => where.exec(text)).filter((found) => found !== null);
  const [first] = ahead.filter(({ index }) => index < 0.5 * text.length);
  const found = first ?? ahead[0];
  const said = found?.[1] ?? [...withoutAddresses(text).matchAll(anywhere)].at(-1)?.[1];
  return said ? Number(said) : null;
}

function titleIn(text: string): string | null {
  const quoted = /[“"]([^”"]{10,400}?)[,.]?[”"]/u.exec(text)?.[1];
  if (quoted) return quoted.trim();
  const parenthesised = inParentheses.exec(text);
  // `Smith J (2001) Title. Journal`, `Smith, J. (2001). Title. Journal`, `Smith J. 2001 Title. Journal`.
  const dated = parenthesised && parenthesised.index < 0.7 * text.length ? parenthesised : afterAuthors.exec(text);
  if (dated && dated.index > 5 && dated.index < 0.7 * text.length) {
    const title = sentence(text.slice(dated.index + dated[0].length));
    if (title) return title;
  }
  const names = namesAhead(text);
  return names > 0 ? sentence(text.slice(names)) : null;
}

/** A name with its initials, as `Smith, J.K.;`, one at a time: a pattern for all of them would try too many ways. */
const invertedName = /\p{Lu}[\p{L}’'-]{0,30}(?: [\p{L}’'-]{1,30}){0,3}, (?:\p{Lu}\.[ -]?){1,4}(?:; |, |and |& )?/uy;

/** `Smith JK`, `van der Roe J Jr`, and the words of a group of authors. */
const plainName = /^\S[^.]{0,40}\s\p{Lu}{1,4}(?:\s(?:Jr|Sr|II|III))?$|^et al$/u;

/** How far the names reach in `Smith J, Roe K: Title.` and `Smith, J.; Roe, K. Title.`; 0 where they are written otherwise. */
function namesAhead(text: string): number {
  for (const end of [': ', '. ']) {
    const at = text.indexOf(end);
    const ahead = text.slice(0, Math.max(0, at)).split(/,\s/);
    const names = ahead.filter((part) => plainName.test(part)).length;
    if (at > 0 && names > 0 && names >= ahead.length - 1 && !text.slice(0, at).includes('. ')) return at + 2;
  }
  invertedName.lastIndex = 0;
  let end = 0;
  while (invertedName.test(text)) end = invertedName.lastIndex;
  return end;
}

/** Up to the first full stop or question mark that ends a sentence. */
function sentence(text: string): string | null {
  const from = text.replace(/^[\s.,:;)]+/u, '');
  const match = /^(.{12,400}?[\p{L}\p{N})’”"])(?:([?!])\.?|\.)(?:\s|$)/u.exec(from);
  return match && /\s/.test(match[1]!) ? `${match[1]}${match[2] ?? ''}` : null;
}
