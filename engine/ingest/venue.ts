import type { ParsedPage } from '../ports/Parser.ts';
import { lettersOf, textBlocks } from './textBlocks.ts';

const name = "\\p{Lu}[\\p{L}&’'.:() –-]{3,90}?";
/** `… Title. J. Fruit Sci. 3:118`, `… Title. Journal of Fruit, 3(2), 118`. */
const behindTitle = new RegExp(
  `^[\\s.”"’?!]*(?:in:?\\s)?(${name})(\\.?),?\\s+(?:(?:19|20)\\d\\d[;,:]?\\s*)?(?:vol\\.?\\s*)?\\d{1,4}\\s*[:(,]`,
  'u',
);
/** `Hindawi Publishing Corporation Journal of Fruit Volume 2010, Article ID`, `Fruits 2014, 4, 932–945`. */
const heads = [
  new RegExp(`^(?:\\p{L}+ Publishing Corporation )?(${name}) volume (?:19|20)?\\d+, article`, 'iu'),
  new RegExp(`^(${name}) (?:19|20)\\d\\d, \\d+, \\d+`, 'u'),
  /^((?:the )?(?:[\p{L}&]+ ){0,5}journal of(?: [\p{L}&,’-]+){1,8})$/iu,
];
/** `Smith et al. Fruit Research 2014, 14:1`, `Fruit Sci (2015) 69:12–34`, `Frontiers in Fruit | www.frontiersin.org`, `FRUIT ONE | DOI:10.1000/1`. */
const runningHeads = [
  new RegExp(`\\bet al\\.?:? (${name}) (?:19|20)\\d\\d,? \\d+:\\d`, 'u'),
  new RegExp(`^(${name}) \\((?:19|20)\\d\\d\\) \\d+:\\d`, 'u'),
  new RegExp(`^(${name}) \\| (?:www\\.|https?:|doi:)`, 'iu'),
];
const longestReference = 1500;
const longestHead = 260;

/**
 * The journal or proceedings a paper says it appeared in: in its reference to itself, or at the head of its first page. `running`: what
 * stands at the edges of its pages. Empty where that is not plain.
 */
export function venueOf(pages: readonly ParsedPage[], title: string, running: readonly string[]): string {
  const own = lettersOf(title);
  const blocks = textBlocks(pages.slice(0, 3)).filter(({ kind }) => kind !== 'references');
  const texts = [...blocks.map(({ text }) => text), ...running].filter((text) => text.length < longestReference);
  const titleAt = blocks.findIndex(({ text }) => lettersOf(text) === own);
  const ahead = blocks.slice(0, Math.max(0, titleAt)).filter(({ page, text }) => page === 1 && text.length <= longestHead);
  return (
    inOwnReference(texts, own) ||
    firstOf(
      ahead.map(({ text }) => text),
      heads,
    ) ||
    firstOf(running, runningHeads)
  );
}

function inOwnReference(texts: string[], own: string): string {
  for (const text of own.length > 15 ? texts : []) {
    const at = endOfTitle(text, own);
    const found = at > 0 ? behindTitle.exec(text.slice(at)) : null;
    // The full stop of an abbreviation belongs to it.
    if (found) return `${found[1]}${found[1]!.includes('. ') ? found[2] : ''}`;
  }
  return '';
}

function firstOf(texts: readonly string[], patterns: RegExp[]): string {
  for (const text of texts) {
    for (const pattern of patterns) {
      const found = pattern.exec(text)?.[1];
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
