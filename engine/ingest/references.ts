import type { Reference } from '../../shared/domain/inspection.ts';
import type { ParsedPage } from '../ports/Parser.ts';
import { referenceFields, withoutAddresses } from './referenceFields.ts';
import { lettersOf, type TextBlock, textBlocks } from './textBlocks.ts';

type Entry = Pick<Reference, 'text' | 'page'>;

/** What gets between the entries from the edges of pages, and what stands behind the last one. */
const edge = /^(?:\d+\s*(?:\/|of)\s*\d+|\d{1,4}|.{0,60}\bet al\.?)$/iu;
const behind =
  /^(?:doi:\S+\s+)?cite this article|^©|open access article distributed|^submit your next|^publish with|^(?:received|accepted|revised|recebido|aprovado)\b.{0,30}\d{4}|^conflict of interest|^copyright\b|^associate editor|^editora? associad|this is an open[- ]access/iu;
/** Characters; what goes on longer is no list of references. */
const longestEntry = 3000;
const number = /^(?:\[(\d{1,3})\]|(\d{1,3})[.)]|(\d{1,3})(?=\s+\p{Lu}))\s*/u;

/** The entries of the list of references, each with the page it begins on. `doi` is the paper's own: a footer that names it is no entry. */
export function referencesOf(pages: readonly ParsedPage[], doi: string | null): Reference[] {
  const own = lettersOf(doi ?? '');
  const isFooter = (text: string) => own !== '' && lettersOf(text).includes(own);
  const blocks = textBlocks(pages).filter(({ kind, text }) => kind === 'references' && !edge.test(text) && !isFooter(text));
  const end = blocks.findIndex(({ text }) => behind.test(text));
  const listed = end > 0 ? blocks.slice(0, end) : blocks;
  const numbered = listed.filter(({ text }) => number.test(text)).length;
  const isNumbered = numbered > 1 && (numbered > 0.4 * listed.length || number.test(listed[0]!.text));
  const entries = isNumbered ? byNumber(listed) : byAuthor(listed);
  return entries.filter(({ text }) => text.length >= 20).map((entry) => ({ ...entry, ...referenceFields(entry.text) }));
}

/** Cut where the next number stands; whatever else begins a block goes on with the entry before. */
function byNumber(blocks: TextBlock[]): Entry[] {
  const entries: Entry[] = [];
  let next = Number(numberOf(blocks.find(({ text }) => number.test(text))?.text ?? ''));
  for (const { text, page } of blocks) {
    let rest = text;
    const begun = numberOf(rest);
    // A number may be skipped where an entry's beginning was not read.
    if (begun !== null && begun >= next && begun <= next + 3) {
      entries.push({ text: '', page });
      next = begun + 1;
    } else if (entries.length === 0 || (entries.at(-1)!.page < page && isComplete(entries.at(-1)!))) continue;
    for (let at = within(rest, next); at > 0; at = within(rest, next)) {
      add(entries, rest.slice(0, at));
      entries.push({ text: '', page });
      rest = rest.slice(at);
      next++;
    }
    add(entries, rest);
  }
  return entries.map(({ text, page }) => ({ text: text.replace(number, '').trim(), page }));
}

function numberOf(text: string): number | null {
  const match = number.exec(text);
  return match ? Number(match[1] ?? match[2] ?? match[3]) : null;
}

/** Where `… 2001. 12. Smith` or `[12] Smith` begins inside a block; 0 where it does not. */
function within(text: string, next: number): number {
  const match = new RegExp(`(?<=[.)\\]/\\d]\\s)(?:\\[${next}\\]\\s|${next}\\.\\s+(?=\\p{Lu}))`, 'u').exec(text);
  return match?.index ?? 0;
}

/** `Smith, J.`, `Smith J (2001)`, `R Core Team. (2018)`, `de Boer, A`. */
const author = /^(?:(?:de|del|di|van|von|der|den|da|dos|du|la|le|el|al|ter|’t|’t)[\s-])*["“]?\p{Lu}[\p{L}\p{M}.’'-]*/u;
const year = /(?<!\d)(?:1[6-9]|20)\d\d[a-z]?(?!\d)|\bin press\b|\bn\.\s?d\b/iu;

/** `Smith, J. (2001). …`: names and the year come first. */
const dated = /^[^()]{2,400}(?:\([^()]{1,40}\)[^()]{0,200})?\((?:[^()\d]{0,20}(?:1[6-9]|20)\d\d[a-z]?|n\.d\.|in press)[,)]/u;

/** Entries begin with a name, behind an entry that is complete: it has its year and ends, or the year comes first in both. */
function byAuthor(blocks: TextBlock[]): Entry[] {
  const entries: Entry[] = [];
  for (const { text, page } of blocks) {
    const last = entries.at(-1);
    const complete = last && isComplete(last);
    const begins = author.test(text) && year.test(withoutAddresses(text).slice(0, 700));
    const bothDated = last && dated.test(last.text) && dated.test(text) && /^[“"\p{Lu}]|^\p{Ll}+[\d ]/u.test(text);
    if (!last || (complete && begins) || bothDated) entries.push({ text, page });
    else if (!complete || last.page === page) add(entries, text);
  }
  return entries;
}

/** It has its year and ends. */
const isComplete = ({ text }: Entry) => year.test(text) && /[.)\]\d/]["”’]?$|https?:\S{1,300}$/u.test(text);

function add(entries: Entry[], text: string): void {
  const last = entries.at(-1)!;
  if (last.text.length < longestEntry) last.text = `${last.text} ${text}`.trim().slice(0, longestEntry);
}
