import type { DragEvent } from 'react';
import { assign, changeCollection } from '../library/organisation.ts';
import { usePaperDrop } from './usePaperDrop.ts';

export const draggedCollection = 'application/x-hub-collection';

/** Papers dropped on a collection come into it; so does another collection. */
export function useCollectionDrop(id: string) {
  return usePaperDrop((ids) => void assign(id, ids, true), {
    takes: (event: DragEvent) => event.dataTransfer.types.includes(draggedCollection),
    onDrop: (event: DragEvent) => {
      const inner = event.dataTransfer.getData(draggedCollection);
      if (inner && inner !== id) void changeCollection(inner, { parentId: id });
    },
  });
}
