import { create } from 'zustand';
import type { HubEvent } from '../../../../shared/api/events.ts';
import type { Collection, Tag, TagColor } from '../../../../shared/domain/collection.ts';
import { inBatches } from '../../api/inBatches.ts';
import { perFrame } from '../../api/perFrame.ts';
import { hub } from '../../api/windowHub.ts';
import { told } from '../../components/ui/Toasts.tsx';

interface Organisation {
  collections: readonly Collection[];
  tags: readonly Tag[];
}

/** The collections and tags there are, each by name. Which papers are in them is on the papers. */
export const useOrganisation = create<Organisation>(() => ({ collections: [], tags: [] }));
const { getState, setState } = useOrganisation;

const byName = (a: { name: string }, b: { name: string }) =>
  a.name.localeCompare(b.name, undefined, { sensitivity: 'base', numeric: true });

/** Begins to follow them. Returns the way to stop. */
export function followOrganisation(): () => void {
  void loadCollections();
  void loadTags();
  return hub.onEvent(
    perFrame<HubEvent>((events) => {
      if (events.some(({ type }) => type === 'collections.changed')) void loadCollections();
      if (events.some(({ type }) => type === 'tags.changed')) void loadTags();
    }),
  );
}

function loadCollections(): Promise<boolean> {
  return told(async () => setState({ collections: (await hub.request('collections.list', {})).items.toSorted(byName) }));
}

function loadTags(): Promise<boolean> {
  return told(async () => setState({ tags: (await hub.request('tags.list', {})).items.toSorted(byName) }));
}

export const collectionById = (id: string) => getState().collections.find((one) => one.id === id);
export const tagById = (id: string) => getState().tags.find((one) => one.id === id);

export const childrenOf = (collections: readonly Collection[], parentId: string | null) =>
  collections.filter((one) => one.parentId === parentId);

/** A collection and all that lie in it. */
export function withInner(collections: readonly Collection[], id: string): Set<string> {
  const found = new Set([id]);
  // A set gives what is added while it is walked through, too.
  for (const one of found) for (const child of childrenOf(collections, one)) found.add(child.id);
  return found;
}

export function createCollection(name: string, parentId: string | null = null): Promise<Collection | null> {
  return made(() => hub.request('collections.create', { name, parentId }), loadCollections);
}

export function createTag(name: string, color: TagColor): Promise<Tag | null> {
  return made(() => hub.request('tags.create', { name, color }), loadTags);
}

export function changeCollection(id: string, change: { name?: string; parentId?: string | null }): Promise<boolean> {
  return told(() => hub.request('collections.update', { id, ...change }));
}

export function changeTag(id: string, change: { name?: string; color?: TagColor }): Promise<boolean> {
  return told(() => hub.request('tags.update', { id, ...change }));
}

export function removeCollection(id: string): Promise<boolean> {
  return told(() => hub.request('collections.remove', { id }));
}

export function removeTag(id: string): Promise<boolean> {
  return told(() => hub.request('tags.remove', { id }));
}

/** Puts papers into a collection, or takes them out. */
export function assign(id: string, documentIds: string[], member: boolean): Promise<boolean> {
  return told(() => inBatches(documentIds, (some) => hub.request('collections.assign', { id, documentIds: some, member })));
}

export function label(id: string, documentIds: string[], tagged: boolean): Promise<boolean> {
  return told(() => inBatches(documentIds, (some) => hub.request('tags.assign', { id, documentIds: some, tagged })));
}

async function made<T>(create: () => Promise<T>, reload: () => Promise<boolean>): Promise<T | null> {
  let result: T | null = null;
  await told(async () => {
    result = await create();
    // What names it next (a selection, an open branch) needs it to be there.
    await reload();
  });
  return result;
}
