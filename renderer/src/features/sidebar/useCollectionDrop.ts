import { type DragEvent, useState } from 'react';
import { arePapers, droppedPapers } from '../library/dragPapers.ts';
import { assign, changeCollection } from '../library/organisation.ts';

export const draggedCollection = 'application/x-hub-collection';

/** Papers dropped on a collection come into it; so does another collection. */
export function useCollectionDrop(id: string) {
  const [over, setOver] = useState(false);
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!arePapers(event) && !event.dataTransfer.types.includes(draggedCollection)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      const ids = droppedPapers(event);
      if (ids.length > 0) void assign(id, ids, true);
      const inner = event.dataTransfer.getData(draggedCollection);
      if (inner && inner !== id) void changeCollection(inner, { parentId: id });
    },
  };
  return { over, handlers };
}
