import type { HubEvent } from '../../../../shared/api/events.ts';
import type { Document } from '../../../../shared/domain/document.ts';

export interface Entry {
  document: Document;
  /** Milliseconds until it is done; null while unknown. */
  etaMs: number | null;
}

/** The part of the library that has been loaded: its newest documents, and any that changed since. */
export interface Listing {
  entries: ReadonlyMap<string, Entry>;
  /** Ids, newest first. */
  order: readonly string[];
  /** Where the next page begins; null when all is loaded. */
  nextCursor: string | null;
}

export const emptyListing: Listing = { entries: new Map(), order: [], nextCursor: null };

/** Newest first, as the engine lists them. */
function compare(a: Document, b: Document): number {
  return b.createdAt - a.createdAt || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

/** Adds the page that follows; documents that events brought meanwhile stay as the events said. */
export function withPage(listing: Listing, page: { items: Document[]; nextCursor: string | null }): Listing {
  const entries = new Map(listing.entries);
  for (const document of page.items) if (!entries.has(document.id)) entries.set(document.id, { document, etaMs: null });
  return { entries, order: ordered(entries), nextCursor: page.nextCursor };
}

/** Applies a burst of events in one step. A document older than what is loaded comes with its page. */
export function withEvents(listing: Listing, events: readonly HubEvent[]): Listing {
  const entries = new Map(listing.entries);
  const last = listing.entries.get(listing.order.at(-1) ?? '')?.document;
  let moved = false;
  for (const event of events) {
    if (event.type === 'document.removed') moved = entries.delete(event.documentId) || moved;
    if (event.type !== 'document.changed') continue;
    const { document, etaMs } = event;
    if (document.deletedAt !== null) moved = entries.delete(document.id) || moved;
    else if (entries.has(document.id)) entries.set(document.id, { document, etaMs });
    else if (listing.nextCursor === null || (last && compare(document, last) < 0)) {
      entries.set(document.id, { document, etaMs });
      moved = true;
    }
  }
  return { ...listing, entries, order: moved ? ordered(entries) : listing.order };
}

function ordered(entries: ReadonlyMap<string, Entry>): string[] {
  return [...entries.values()]
    .map(({ document }) => document)
    .sort(compare)
    .map(({ id }) => id);
}
