import { create } from 'zustand';
import type { Collection, Tag } from '../../../../shared/domain/collection.ts';
import { hub } from '../../api/windowHub.ts';
import { told } from '../../components/ui/Toasts.tsx';

/** The collections and tags there are. */
export const useOrganisation = create<{ collections: readonly Collection[]; tags: readonly Tag[] }>(() => ({
  collections: [],
  tags: [],
}));

/** Returns the way to stop. */
export function followGroups(): () => void {
  const collections = () =>
    told(async () => useOrganisation.setState({ collections: (await hub.request('collections.list', {})).items }));
  const tags = () => told(async () => useOrganisation.setState({ tags: (await hub.request('tags.list', {})).items }));
  void collections();
  void tags();
  return hub.onEvent(({ type }) => {
    if (type === 'collections.changed') void collections();
    if (type === 'tags.changed') void tags();
  });
}
