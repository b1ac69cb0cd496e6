import { expect, test } from 'vitest';
import type { Document } from '../../../../shared/domain/document.ts';
import { emptyListing, withPage } from './libraryState.ts';
import { visibleIds, type Wanted } from './visible.ts';

const paper = (id: string, more: Partial<Document>) =>
  ({
    id,
    title: id,
    authors: [],
    year: null,
    fileName: 'x.pdf',
    status: 'ready',
    createdAt: 1,
    deletedAt: null,
    collectionIds: [],
    tagIds: [],
    ...more,
  }) as unknown as Document;
const shown = (papers: Document[], wanted: Partial<Wanted>) =>
  visibleIds(withPage(emptyListing, papers).entries, {
    place: { kind: 'all' },
    tagIds: [],
    filter: '',
    sort: { column: 'title', descending: false },
    collectionIds: new Set(),
    duplicates: new Map(),
    tags: [],
    ...wanted,
  });

test('every word counts, wherever it stands, without case and accents; tags count by their names', () => {
  const papers = [
    paper('a', { title: 'Über Bienen', authors: ['José Núñez'], year: 2019, tagIds: ['t1'] }),
    paper('b', { title: 'Bienen', year: 2020, fileName: 'Nunez.pdf' }),
  ];
  const tags = [{ id: 't1', name: 'Für später' }];
  expect(shown(papers, { filter: 'nunez BIENEN' })).toEqual(['b', 'a']);
  expect(shown(papers, { filter: 'uber 2019' })).toEqual(['a']);
  expect(shown(papers, { filter: 'spater bienen', tags })).toEqual(['a']);
  expect(shown(papers, { filter: 'bienen wespen' })).toEqual([]);
});

test('the trash is only in the trash, and several tags narrow', () => {
  const papers = [
    paper('a', { tagIds: ['x', 'y'] }),
    paper('b', { tagIds: ['x'] }),
    paper('c', { deletedAt: 3, tagIds: ['x', 'y'] }),
    paper('d', { collectionIds: ['inner'], status: 'failed' }),
  ];
  expect(shown(papers, { tagIds: ['x', 'y'] })).toEqual(['a']);
  expect(shown(papers, { place: { kind: 'trash' } })).toEqual(['c']);
  expect(shown(papers, { place: { kind: 'unfiled' } })).toEqual(['a', 'b']);
  expect(shown(papers, { place: { kind: 'problems' } })).toEqual(['d']);
  expect(shown(papers, { place: { kind: 'collection', id: 'outer' }, collectionIds: new Set(['outer', 'inner']) })).toEqual([
    'd',
  ]);
});

test('rows that are equal keep one order, newest first, whichever way the column is turned', () => {
  const papers = [paper('a', { year: 2020 }), paper('b', { year: 2020, createdAt: 2 }), paper('c', { year: 2021 })];
  expect(shown(papers, { sort: { column: 'year', descending: false } })).toEqual(['b', 'a', 'c']);
  expect(shown(papers, { sort: { column: 'year', descending: true } })).toEqual(['c', 'b', 'a']);
});

test('papers that are here twice stand together, whatever the list is sorted by, and those in the trash are not among them', () => {
  const papers = [
    paper('a', { title: 'Bees' }),
    paper('b', { title: 'Ants' }),
    paper('c', { title: 'Bees' }),
    paper('d', { title: 'Ants' }),
    paper('e', { title: 'Bees', deletedAt: 1 }),
    paper('f', { title: 'Apes' }),
  ];
  const duplicates = new Map([
    ['a', 0],
    ['c', 0],
    ['e', 0],
    ['b', 1],
    ['d', 1],
  ]);
  expect(shown(papers, { place: { kind: 'duplicates' }, duplicates })).toEqual(['c', 'a', 'd', 'b']);
});
