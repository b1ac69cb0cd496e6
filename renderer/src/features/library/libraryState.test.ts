import { expect, test } from 'vitest';
import type { HubEvent } from '../../../../shared/api/events.ts';
import type { Document } from '../../../../shared/domain/document.ts';
import { emptyListing, withEvents, withPage } from './libraryState.ts';

const paper = (n: number, more: Partial<Document> = {}) => ({ id: `d${n}`, createdAt: n, deletedAt: null, ...more }) as Document;
const changed = (document: Document, etaMs: number | null = null): HubEvent => ({ type: 'document.changed', document, etaMs });

test('papers added while the list is open come first, in one step for a burst', () => {
  const listing = withPage(emptyListing, { items: [paper(2), paper(1)], nextCursor: null });
  expect(withEvents(listing, [changed(paper(4)), changed(paper(3)), changed(paper(4), 900)]).order).toEqual([
    'd4',
    'd3',
    'd2',
    'd1',
  ]);
});

test('a change of an old paper that is not loaded yet does not put it among the newest', () => {
  const listing = withPage(emptyListing, { items: [paper(9), paper(8)], nextCursor: 'more' });
  const after = withEvents(listing, [changed(paper(1)), changed(paper(10))]);
  expect(after.order).toEqual(['d10', 'd9', 'd8']);
  expect(withPage(after, { items: [paper(1)], nextCursor: null }).order).toEqual(['d10', 'd9', 'd8', 'd1']);
});

test('a page that was on its way does not undo what an event said', () => {
  const listing = withEvents(emptyListing, [changed(paper(1, { status: 'ready' }))]);
  const after = withPage(listing, { items: [paper(1, { status: 'queued' })], nextCursor: null });
  expect(after.entries.get('d1')?.document.status).toBe('ready');
});

test('removed and trashed papers leave the list; progress alone does not reorder it', () => {
  const listing = withPage(emptyListing, { items: [paper(3), paper(2), paper(1)], nextCursor: null });
  const progress = withEvents(listing, [changed(paper(2, { pagesDone: 3 }), 500)]);
  expect(progress.order).toBe(listing.order);
  expect(progress.entries.get('d2')).toMatchObject({ etaMs: 500, document: { pagesDone: 3 } });
  const removed: HubEvent = { type: 'document.removed', libraryId: 'local', documentId: 'd3' };
  expect(withEvents(listing, [removed, changed(paper(1, { deletedAt: 5 }))]).order).toEqual(['d2']);
});
