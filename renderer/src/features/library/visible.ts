import type { Document } from '../../../../shared/domain/document.ts';
import { fold } from './fold.ts';
import type { Entry } from './libraryState.ts';

/** A place of the sidebar whose papers the table shows. */
export type Place = { kind: 'all' | 'unfiled' | 'duplicates' | 'problems' | 'trash' } | { kind: 'collection'; id: string };

export const columnIds = ['title', 'authors', 'year', 'pages', 'status', 'added', 'file'] as const;
export type ColumnId = (typeof columnIds)[number];

export interface Sort {
  column: ColumnId;
  descending: boolean;
}

export interface Wanted {
  place: Place;
  /** Papers carry all of these. */
  tagIds: readonly string[];
  filter: string;
  sort: Sort;
  /** The collection shown and those that lie in it; empty elsewhere. */
  collectionIds: ReadonlySet<string>;
  /** Number of the group of each paper that seems to be here more than once. */
  duplicates: ReadonlyMap<string, number>;
  /** Every tag's id and name. */
  tags: readonly { id: string; name: string }[];
}

export const isProblem = ({ status }: Document) => status === 'failed' || status === 'partial';

/** The ids of the papers to show, in order. */
export function visibleIds(entries: ReadonlyMap<string, Entry>, wanted: Wanted): string[] {
  const matches = matcher(wanted);
  const found: Entry[] = [];
  for (const entry of entries.values()) if (isIn(wanted, entry.document) && matches(entry)) found.push(entry);
  const compare = comparisons[wanted.sort.column];
  const sign = wanted.sort.descending ? -1 : 1;
  // Papers of one work stand together.
  const groupOf = ({ document }: Entry) => (wanted.place.kind === 'duplicates' ? (wanted.duplicates.get(document.id) ?? 0) : 0);
  found.sort(
    (a, b) =>
      groupOf(a) - groupOf(b) ||
      sign * compare(a, b) ||
      b.document.createdAt - a.document.createdAt ||
      order(b.document.id, a.document.id),
  );
  return found.map(({ document }) => document.id);
}

function isIn({ place, collectionIds, tagIds, duplicates }: Wanted, document: Document): boolean {
  if ((document.deletedAt !== null) !== (place.kind === 'trash')) return false;
  if (!tagIds.every((id) => document.tagIds.includes(id))) return false;
  if (place.kind === 'collection') return document.collectionIds.some((id) => collectionIds.has(id));
  if (place.kind === 'unfiled') return document.collectionIds.length === 0;
  if (place.kind === 'duplicates') return duplicates.has(document.id);
  return place.kind !== 'problems' || isProblem(document);
}

/** Every word stands in the paper's text or in the name of one of its tags. */
function matcher({ filter, tags }: Wanted): (entry: Entry) => boolean {
  const words = fold(filter).split(/\s+/).filter(Boolean);
  const folded = tags.map(({ id, name }) => ({ id, name: fold(name) }));
  const tagged = words.map((word) => new Set(folded.filter(({ name }) => name.includes(word)).map(({ id }) => id)));
  return ({ text, document }) =>
    words.every((word, n) => text.includes(word) || document.tagIds.some((id) => tagged[n]?.has(id)));
}

const order = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);
/** What is not known comes last, also turned round it stands together. */
const late = (a: string, b: string) => (a === '' || b === '' ? order(b, a) : order(a, b));
const statusOrder: Document['status'][] = ['failed', 'partial', 'parsing', 'embedding', 'queued', 'cancelled', 'ready'];

const comparisons: Record<ColumnId, (a: Entry, b: Entry) => number> = {
  title: (a, b) => order(a.title, b.title),
  authors: (a, b) => late(a.authors, b.authors),
  year: (a, b) => order(a.document.year ?? 0, b.document.year ?? 0),
  pages: (a, b) => order(a.document.pageCount, b.document.pageCount),
  status: (a, b) => statusOrder.indexOf(a.document.status) - statusOrder.indexOf(b.document.status),
  added: (a, b) => order(a.document.createdAt, b.document.createdAt),
  file: (a, b) => order(a.document.fileName.toLowerCase(), b.document.fileName.toLowerCase()),
};
