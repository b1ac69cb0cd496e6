import { type DragEvent, useState } from 'react';
import { arePapers, droppedPapers } from '../library/dragPapers.ts';

/** Takes papers that are dragged onto an entry of the sidebar, and whatever else `other` says can be. `over`: they hover now. */
export function usePaperDrop(
  onPapers: (ids: string[]) => void,
  other?: { takes(event: DragEvent): boolean; onDrop(event: DragEvent): void },
) {
  const [over, setOver] = useState(false);
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!arePapers(event) && !other?.takes(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      const ids = droppedPapers(event);
      if (ids.length > 0) onPapers(ids);
      other?.onDrop(event);
    },
  };
  return { over, handlers };
}
