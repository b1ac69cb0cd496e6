import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';

/** What a publisher says of a paper; a field is null where its record has none. */
export interface Truth {
  file: string;
  title: string;
  /** Names a paper's template is told by, so that one publisher's many papers do not decide a mean. */
  publisher: string;
  pages: number;
  families: string[] | null;
  doi: string | null;
  /** Name of the journal. */
  venue: string | null;
  year: number | null;
  abstract: string | null;
  headings: string[] | null;
  references: number | null;
  /** Running text of the body, paragraph by paragraph. */
  body: string[] | null;
}

export const papersFolder = join(import.meta.dirname, '../../../../shared/data/papers');

/** Every paper with what is known of it. */
export function readTruth(): Truth[] {
  const list = JSON.parse(readFileSync(join(papersFolder, 'papers.json'), 'utf8')) as {
    file: string;
    title: string;
    pages: number;
    licence: string;
  }[];
  const records = existsSync(join(papersFolder, 'gt')) ? readdirSync(join(papersFolder, 'gt')) : [];
  return list.map(({ file, title, pages, licence }) => {
    const name = records.find((record) => record.endsWith('.xml') && record.startsWith(file.slice(0, 4)));
    const record = name ? readRecord(readFileSync(join(papersFolder, 'gt', name), 'utf8')) : unknown;
    return { file, title, pages, publisher: record.publisher || licence, ...record.fields };
  });
}

type Fields = Omit<Truth, 'file' | 'title' | 'publisher' | 'pages'>;
const unknown: { publisher: string; fields: Fields } = {
  publisher: '',
  fields: { families: null, doi: null, venue: null, year: null, abstract: null, headings: null, references: null, body: null },
};

function readRecord(xml: string): { publisher: string; fields: Fields } {
  const root = new DOMParser({ errorHandler: () => undefined }).parseFromString(xml, 'text/xml').documentElement;
  if (!root) return unknown;
  return root.tagName === 'doi_batch' ? fromCrossref(root) : fromJats(root);
}

const all = (from: Element, tag: string): Element[] => Array.from(from.getElementsByTagName(tag));
const text = (element: Element | undefined) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
/** Those that do not lie in another element of this name. */
const within = (element: Element, tag: string): boolean => {
  for (let up = element.parentNode as Element | null; up; up = up.parentNode as Element | null)
    if (up.tagName === tag) return true;
  return false;
};
const orNull = <T>(list: T[]): T[] | null => (list.length > 0 ? list : null);
const lastWord = (name: string) => name.split(' ').at(-1) ?? name;

function fromCrossref(root: Element): { publisher: string; fields: Fields } {
  const [article] = all(root, 'journal_article');
  if (!article) return unknown;
  const authors = all(article, 'person_name').filter((person) => person.getAttribute('contributor_role') === 'author');
  return {
    publisher: text(all(root, 'registrant')[0]),
    fields: {
      families: orNull(authors.map((person) => text(all(person, 'surname')[0]))),
      doi: text(all(article, 'doi').find((doi) => !within(doi, 'citation') && !within(doi, 'program'))) || null,
      venue: text(all(root, 'full_title')[0]) || null,
      year: Number(text(all(article, 'year')[0])) || null,
      abstract: null,
      headings: null,
      references: all(article, 'citation').length || null,
      body: null,
    },
  };
}

/** A paragraph's text without the figures and tables that stand in it. */
function withoutFloats(paragraph: Element): string {
  const of = (node: Node): string => {
    if (['fig', 'fig-group', 'table-wrap', 'disp-formula'].includes(node.nodeName)) return ' ';
    return node.childNodes?.length ? Array.from(node.childNodes).map(of).join('') : (node.nodeValue ?? '');
  };
  return of(paragraph).replace(/\s+/g, ' ').trim();
}

/** One record has quotations as sections: where the headings are numbered, a long one without a number is none. */
function printedHeadings(titles: string[]): string[] {
  const numbered = titles.filter((title) => /^\d+\.\s/.test(title));
  return numbered.length > 3 ? titles.filter((title) => numbered.includes(title) || title.split(' ').length < 4) : titles;
}

function fromJats(root: Element): { publisher: string; fields: Fields } {
  const front = all(root, 'front')[0] ?? root;
  const [body] = all(root, 'body');
  const authors = all(front, 'contrib').filter((contrib) => contrib.getAttribute('contrib-type') === 'author');
  const sections = body ? all(body, 'sec').map((section) => text(all(section, 'title')[0])) : [];
  const paragraphs = body ? all(body, 'p').filter((p) => !['fig', 'table-wrap', 'boxed-text'].some((tag) => within(p, tag))) : [];
  return {
    publisher: text(all(front, 'publisher-name')[0]),
    fields: {
      families: orNull(
        authors.map((author) => text(all(author, 'surname')[0]) || lastWord(text(all(author, 'string-name')[0]))).filter(Boolean),
      ),
      doi: text(all(front, 'article-id').find((id) => id.getAttribute('pub-id-type') === 'doi')) || null,
      venue: text(all(front, 'journal-title')[0]) || null,
      year: Number(text(all(front, 'year')[0])) || null,
      abstract: text(all(front, 'abstract')[0]) || null,
      headings: orNull(printedHeadings(sections.filter(Boolean))),
      references: all(root, 'ref').length || null,
      body: orNull(paragraphs.map(withoutFloats).filter(Boolean)),
    },
  };
}
