import type { Document } from '../../shared/domain/document.ts';
import { bibtexKeys } from './bibtexKeys.ts';

/** A paper, and what its reading tells beyond its fields; `venue` is empty and `arxivId` null where that is not known. */
export interface BibtexWork {
  document: Document;
  venue: string;
  arxivId: string | null;
}

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
/** Identifiers are taken as they are; these would end their field. */
const plain = (identifier: string) => identifier.replaceAll(/[{}\s]/gu, '');

/** Papers as BibTeX (UTF-8, as BibLaTeX and Zotero read it); `keys` as `bibtexKeys` gives them, by default of these papers alone. */
export function bibtex(
  works: readonly BibtexWork[],
  keys: ReadonlyMap<string, string> = bibtexKeys(works.map(({ document }) => document)),
): string {
  return works.map((work) => entry(work, keys.get(work.document.id)!)).join('\n\n');
}

function entry({ document: { title, authors, year, doi }, venue, arxivId }: BibtexWork, key: string): string {
  const type = entryType(venue);
  const fields: [string, string][] = [
    // Braces keep the capitals as they are.
    ['title', title === '' ? '' : `{${printed(title)}}`],
    ['author', authors.map(authorName).join(' and ')],
    [type === 'inproceedings' ? 'booktitle' : 'journal', printed(venue)],
    ['year', year === null ? '' : `${year}`],
    ['doi', plain(doi ?? '')],
    ['eprint', plain(arxivId ?? '')],
    ['archiveprefix', arxivId === null ? '' : 'arXiv'],
  ];
  const lines = fields.filter(([, value]) => value !== '').map(([name, value]) => `  ${name} = {${value}}`);
  return `@${type}{${[key, ...lines].join(',\n')}\n}`;
}

function entryType(venue: string): 'article' | 'inproceedings' | 'misc' {
  if (venue === '') return 'misc';
  // Not every “Proceedings of” is a conference: those of academies are journals.
  return /\b(?:conference|workshop|symposium)\b/iu.test(venue) ? 'inproceedings' : 'article';
}

const suffix = /^(?:jr|sr|ii|iii|iv)\.?$/iu;
const organisation =
  /\b(?:association|collaboration|committee|consorti(?:um|a)|group|initiative|institute|investigators|ministry|network|organi[sz]ation|society|team|university)\b/iu;

/** `Family, Given`: the family name is the last word with the small words before it (`van der`), as BibTeX itself reads a name. An organisation is kept whole. */
function authorName(author: string): string {
  const name = author.replaceAll(/\s+/gu, ' ').trim();
  if (organisation.test(name) || /\band\b/iu.test(name)) return `{${printed(name)}}`;
  const words = name.split(' ');
  const last = suffix.test(words.at(-1)!) && words.length > 2 ? words.pop()! : '';
  if (name.includes(',') || words.length === 1) return printed(name);
  let family = words.length - 1;
  while (family > 1 && /^\p{Ll}/u.test(words[family - 1]!)) family -= 1;
  const parts = [words.slice(family).join(' '), last, words.slice(0, family).join(' ')];
  return printed(parts.filter((part) => part !== '').join(', '));
}
