import type { Document } from '../../shared/domain/document.ts';
import { foldText } from './foldText.ts';
import { familyKey } from './workKeys.ts';

/** What BibTeX reads as commands, written so that it prints. */
const special: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '&': '\\&',
  '%': '\\%',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};
const printed = (text: string) => text.replaceAll(/\s+/gu, ' ').replaceAll(/[\\{}&%$#_~^]/gu, (sign) => special[sign]!);

const unimportant = new Set(['the', 'and', 'for', 'from', 'with', 'des', 'der', 'die', 'das', 'une', 'los', 'las']);

/** Papers as BibTeX (UTF-8, as BibLaTeX and Zotero read it), keyed `smith2020maize`; `venue` is the journal, empty where it is not known. */
export function bibtex(works: readonly { document: Document; venue: string }[]): string {
  const taken = new Map<string, number>();
  return works.map(({ document, venue }) => entry(document, venue, uniqueKey(keyOf(document), taken))).join('\n\n');
}

function entry({ title, authors, year, doi }: Document, venue: string, key: string): string {
  const fields: [string, string][] = [
    ['title', title === '' ? '' : `{${printed(title)}}`],
    ['author', authors.map(printed).join(' and ')],
    ['journal', printed(venue)],
    ['year', year === null ? '' : `${year}`],
    // Addresses are taken as they are.
    ['doi', (doi ?? '').replaceAll(/[{}\s]/gu, '')],
  ];
  const lines = fields.filter(([, value]) => value !== '').map(([name, value]) => `  ${name} = {${value}}`);
  return `@${venue === '' ? 'misc' : 'article'}{${[key, ...lines].join(',\n')}\n}`;
}

/** Letters and digits alone: other signs end a key. */
function keyOf({ title, authors, year, id }: Document): string {
  const words = foldText(title).text.match(/[a-z0-9]{3,}/g) ?? [];
  const word = words.find((one) => !unimportant.has(one)) ?? '';
  const family = familyKey(authors[0] ?? '').replaceAll(/[^a-z0-9]/g, '');
  return `${family}${year ?? ''}${word}` || `paper${id.toLowerCase().slice(-6)}`;
}

function uniqueKey(key: string, taken: Map<string, number>): string {
  const times = taken.get(key) ?? 0;
  taken.set(key, times + 1);
  return times === 0 ? key : `${key}-${times + 1}`;
}
