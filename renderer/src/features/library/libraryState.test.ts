import { expect, test } from 'vitest';
import type { HubEvent } from '../../../../shared/api/events.ts';
import type { Document } from '../../../../shared/domain/document.ts';
import { emptyListing, withEvents, withPage } from './libraryState.ts';

const paper = (n: number, more: Partial<Document> = {}) =>
  ({
    id: `d${n}`,
    title: `Paper ${n}`,
    authors: [],
    fileName: `${n}.pdf`,
    createdAt: n,
    deletedAt: null,
    collectionIds: [],
    tagIds: [],
    ...more,
  }) as unknown as Document;
const changed = (document: Document, etaMs: number | null = null): HubEvent => ({ type: 'document.changed', document, etaMs });

test('a page that was on its way does not undo what an event said', () => {
  const listing = withEvents(emptyListing, [changed(paper(1, { status: 'ready' }))]);
  const after = withPage(listing, [paper(1, { status: 'queued' })]);
  expect(after.entries.get('d1')?.document.status).toBe('ready');
});

test('progress alone does not sort 10,000 rows again; what can move a row does', () => {
  const listing = withPage(emptyListing, [paper(2), paper(1)]);
  const progress = withEvents(listing, [changed(paper(2, { pagesDone: 3 }), 500)]);
  expect(progress.layout).toBe(listing.layout);
  expect(progress.entries.get('d2')).toMatchObject({ etaMs: 500, document: { pagesDone: 3 } });
  const moving: HubEvent[] = [
    changed(paper(2, { title: 'Else' })),
    changed(paper(2, { deletedAt: 5 })),
    changed(paper(3)),
    { type: 'document.removed', libraryId: 'local', documentId: 'd1' },
    { type: 'tag.assigned', libraryId: 'local', tagId: 't', documentIds: ['d1'], tagged: true },
  ];
  for (const event of moving) expect(withEvents(listing, [event]).layout).toBeGreaterThan(listing.layout);
});

test('papers put into a collection and taken out again carry it, and then do not', () => {
  const assigned = (member: boolean): HubEvent => ({
    type: 'collection.assigned',
    libraryId: 'local',
    collectionId: 'c',
    documentIds: ['d1', 'unknown'],
    member,
  });
  const listing = withEvents(withPage(emptyListing, [paper(1)]), [assigned(true), assigned(true)]);
  expect(listing.entries.get('d1')?.document.collectionIds).toEqual(['c']);
  expect(withEvents(listing, [assigned(false)]).entries.get('d1')?.document.collectionIds).toEqual([]);
});
