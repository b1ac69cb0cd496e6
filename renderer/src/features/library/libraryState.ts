import type { HubEvent } from '../../../../shared/api/events.ts';
import type { Document } from '../../../../shared/domain/document.ts';
import { fold } from './fold.ts';
import { languageName } from './format.ts';

export interface Entry {
  document: Document;
  /** Milliseconds until it is done; null while unknown. */
  etaMs: number | null;
  /** Title, authors, year, file name and the name of its language, folded: what the filter looks through. */
  text: string;
  /** Folded, to sort by. */
  title: string;
  authors: string;
}

/** Every document of the library, those in the trash too. */
export interface Listing {
  entries: ReadonlyMap<string, Entry>;
  /** Another number whenever rows may have come, gone or moved; progress alone leaves it. */
  layout: number;
}

export const emptyListing: Listing = { entries: new Map(), layout: 0 };

/** Adds a page; documents that events brought meanwhile stay as the events said. */
export function withPage(listing: Listing, items: readonly Document[]): Listing {
  const entries = new Map(listing.entries);
  for (const document of items) if (!entries.has(document.id)) entries.set(document.id, entryOf(document, null));
  return { entries, layout: listing.layout + 1 };
}

/** Applies a burst of events in one step. */
export function withEvents(listing: Listing, events: readonly HubEvent[]): Listing {
  const entries = new Map(listing.entries);
  let moved = false;
  const put = (document: Document, etaMs: number | null) => {
    const before = entries.get(document.id);
    entries.set(document.id, entryOf(document, etaMs, before));
    moved ||= !before || moves(before.document, document);
  };
  const assign = (ids: readonly string[], field: 'collectionIds' | 'tagIds', id: string, member: boolean) => {
    for (const documentId of ids) {
      const entry = entries.get(documentId);
      if (!entry) continue;
      const others = entry.document[field].filter((one) => one !== id);
      put({ ...entry.document, [field]: member ? [...others, id] : others }, entry.etaMs);
    }
  };
  for (const event of events) {
    if (event.type === 'document.changed') put(event.document, event.etaMs);
    else if (event.type === 'document.removed') moved = entries.delete(event.documentId) || moved;
    else if (event.type === 'collection.assigned') assign(event.documentIds, 'collectionIds', event.collectionId, event.member);
    else if (event.type === 'tag.assigned') assign(event.documentIds, 'tagIds', event.tagId, event.tagged);
  }
  return { entries, layout: listing.layout + (moved ? 1 : 0) };
}

function entryOf(document: Document, etaMs: number | null, before?: Entry): Entry {
  if (before && sameWords(before.document, document)) return { ...before, document, etaMs };
  const title = fold(document.title);
  const authors = fold(document.authors.join(' '));
  const { year, fileName, language } = document;
  const text = [title, authors, year, fold(fileName), fold(languageName(language))].join('\n');
  return { document, etaMs, title, authors, text };
}

function sameWords(a: Document, b: Document): boolean {
  return (
    a.title === b.title &&
    a.year === b.year &&
    a.language === b.language &&
    a.fileName === b.fileName &&
    same(a.authors, b.authors)
  );
}

function moves(a: Document, b: Document): boolean {
  return !(
    a.status === b.status &&
    a.deletedAt === b.deletedAt &&
    a.pageCount === b.pageCount &&
    sameWords(a, b) &&
    same(a.collectionIds, b.collectionIds) &&
    same(a.tagIds, b.tagIds)
  );
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, n) => one === b[n]);
}
