import type { ParsedPage } from '../ports/Parser.ts';
import { lettersOf, textBlocks } from './textBlocks.ts';

const name = "\\p{Lu}[\\p{L}&’'.:() –-]{3,90}?";
/** `… Title. J. Fruit Sci. 3:118`, `… Title. Journal of Fruit, 3(2), 118`. */
const behindTitle = new RegExp(
  `^[\\s.”"’?!]*(?:in:?\\s)?(${name})[.,]?\\s+(?:(?:19|20)\\d\\d[;,:]?\\s*)?(?:vol\\.?\\s*)?\\d{1,4}\\s*[:(,]`,
  'u',
);
/** `Hindawi Publishing Corporation Journal of Fruit Volume 2010, Article ID`, `Fruits 2014, 4, 932–945`. */
const heads = [
  new RegExp(`^(?:\\p{L}+ Publishing Corporation )?(${name}) volume (?:19|20)?\\d+, article`, 'iu'),
  new RegExp(`^(${name}) (?:19|20)\\d\\d, \\d+, \\d+`, 'u'),
  /^((?:the )?(?:[\p{L}&]+ ){0,5}journal of(?: [\p{L}&,’-]+){1,8})$/iu,
];
const longestReference = 1500;

/** The journal or proceedings a paper says it appeared in: in its reference to itself, or at the head of its first page. Empty where that is not plain. */
export function venueOf(pages: readonly ParsedPage[], title: string): string {
  const blocks = textBlocks(pages.slice(0, 3)).filter(
    ({ text, kind }) => kind !== 'references' && text.length < longestReference,
  );
  const own = lettersOf(title);
  for (const { text } of blocks) {
    const at = own.length > 15 ? endOfTitle(text, own) : -1;
    const found = at > 0 ? behindTitle.exec(text.slice(at))?.[1] : undefined;
    if (found)
      return found.replace(/[.,:\s]+$/u, (end) =>
        /^\./.test(end) && /\b\p{L}{1,6}$/u.test(found.slice(0, -1)) && found.includes('. ') ? '.' : '',
      );
  }
  for (const { text, page } of blocks) {
    if (page > 1 || text.length > 260) continue;
    if (lettersOf(text) === own) break;
    for (const head of heads) {
      const found = head.exec(text)?.[1];
      if (found) return found.trim();
    }
  }
  return '';
}

/** Where the title ends that a text says behind something else; -1 where it does not. */
function endOfTitle(text: string, own: string): number {
  let letters = '';
  const ends: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const folded = lettersOf(text[i]!);
    letters += folded;
    for (let k = 0; k < folded.length; k++) ends.push(i + 1);
  }
  const at = letters.indexOf(own);
  return at > 5 ? ends[at + own.length - 1]! : -1;
}
