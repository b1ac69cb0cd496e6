import { useMemo } from 'react';
import { create } from 'zustand';
import { showCenter } from '../../app/viewStore.ts';
import { useDuplicates } from '../related/duplicatesStore.ts';
import { useColumns } from './columns.ts';
import { useLibrary } from './libraryStore.ts';
import { useOrganisation, withInner } from './organisation.ts';
import { selectNone } from './selection.ts';
import { type Place, visibleIds } from './visible.ts';

interface LibraryView {
  place: Place;
  tagIds: readonly string[];
  filter: string;
}

/** Which part of the library the table shows. */
export const useLibraryView = create<LibraryView>(() => ({ place: { kind: 'all' }, tagIds: [], filter: '' }));
const { setState } = useLibraryView;

export function showPlace(place: Place): void {
  setState({ place });
  selectNone();
  showCenter('library');
}

export function setFilter(filter: string): void {
  setState({ filter });
}

/** Narrows the table to papers with this tag, or no longer. */
export function toggleTag(id: string): void {
  setState(({ tagIds }) => ({ tagIds: tagIds.includes(id) ? tagIds.filter((one) => one !== id) : [...tagIds, id] }));
  showCenter('library');
}

export function clearFilters(): void {
  setState({ tagIds: [], filter: '' });
}

export const samePlace = (a: Place, b: Place) =>
  a.kind === b.kind && (a.kind !== 'collection' || a.id === (b as { id?: string }).id);

/** The ids of the papers shown, in order; the same array until rows come, go or move. */
export function useVisibleIds(): string[] {
  const { place, tagIds, filter } = useLibraryView();
  const sort = useColumns((state) => state.sort);
  const layout = useLibrary((state) => state.listing.layout);
  const { collections, tags } = useOrganisation();
  const duplicates = useDuplicates((state) => state.groupOf);
  // biome-ignore lint/correctness/useExhaustiveDependencies: layout stands for what of the entries can move rows
  return useMemo(() => {
    const collectionIds: ReadonlySet<string> = place.kind === 'collection' ? withInner(collections, place.id) : new Set();
    // A tag that was deleted narrows nothing.
    const known = tagIds.filter((id) => tags.some((tag) => tag.id === id));
    const { entries } = useLibrary.getState().listing;
    return visibleIds(entries, { place, tagIds: known, filter, sort, collectionIds, duplicates, tags });
  }, [layout, place, tagIds, filter, sort, collections, duplicates, tags]);
}

export interface Counts {
  all: number;
  unfiled: number;
  duplicates: number;
  problems: number;
  trash: number;
  collections: ReadonlyMap<string, number>;
  tags: ReadonlyMap<string, number>;
}

/** How many papers each place of the sidebar has. */
export function useCounts(): Counts {
  const layout = useLibrary((state) => state.listing.layout);
  const collections = useOrganisation((state) => state.collections);
  const duplicates = useDuplicates((state) => state.groupOf);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  return useMemo(() => count(), [layout, collections, duplicates]);
}

function count(): Counts {
  const sums = { all: 0, unfiled: 0, duplicates: 0, problems: 0, trash: 0 };
  const { groupOf } = useDuplicates.getState();
  const byCollection = new Map<string, number>();
  const byTag = new Map<string, number>();
  const { collections } = useOrganisation.getState();
  const parents = new Map(collections.map(({ id, parentId }) => [id, parentId]));
  const plusOne = (map: Map<string, number>, id: string) => map.set(id, (map.get(id) ?? 0) + 1);
  for (const { document } of useLibrary.getState().listing.entries.values()) {
    if (document.deletedAt !== null) {
      sums.trash += 1;
      continue;
    }
    sums.all += 1;
    if (document.collectionIds.length === 0) sums.unfiled += 1;
    if (groupOf.has(document.id)) sums.duplicates += 1;
    if (document.status === 'failed' || document.status === 'partial') sums.problems += 1;
    // In an inner collection it is in the outer ones too, once in each.
    const within = new Set(document.collectionIds);
    for (const id of within) {
      const parent = parents.get(id);
      if (parent) within.add(parent);
      plusOne(byCollection, id);
    }
    for (const id of document.tagIds) plusOne(byTag, id);
  }
  return { ...sums, collections: byCollection, tags: byTag };
}
