import { create } from 'zustand';
import type { Document } from '../../../../shared/domain/document.ts';
import type { Box } from '../../../../shared/domain/geometry.ts';
import { hub } from '../../api/windowHub.ts';
import { type Center, showCenter, useView } from '../../app/viewStore.ts';

/** A place in a paper to show, and the answer it was quoted in, to go back to. */
export interface Target {
  /** 1-based physical page. */
  page: number;
  boxes: Box[];
  quote?: string;
  from?: { turnId: string; n: number };
}

interface ReaderStore {
  documentId: string | null;
  /** As the engine tells it; null until it did. */
  document: Document | null;
  /** What to show; another object each time it is asked for, so that the same citation clicked again is shown again. */
  target: Target | null;
  /** What the reader took the place of. */
  cameFrom: Center;
  /** What had the focus before, to give it back. */
  opener: HTMLElement | null;
}

const closed: ReaderStore = { documentId: null, document: null, target: null, cameFrom: 'library', opener: null };
export const useReader = create<ReaderStore>(() => closed);
const { getState, setState } = useReader;

export function showInReader(documentId: string, target: Target | null): void {
  const focused = document.activeElement;
  const opener = focused instanceof HTMLElement && focused !== document.body ? focused : null;
  const same = getState().documentId === documentId;
  const { center } = useView.getState();
  const cameFrom = center === 'reader' ? getState().cameFrom : center;
  setState({ documentId, target, cameFrom, opener, document: same ? getState().document : null });
  showCenter('reader');
}

export function closeReader(): void {
  const { opener, cameFrom } = getState();
  setState(closed);
  showCenter(cameFrom);
  // The list, which may hold what was focused, has to be there first.
  requestAnimationFrame(() => opener?.isConnected && opener.focus());
}

/** Keeps the document as the engine has it: its title, and whether it was read. Returns the way to stop. */
export function followDocument(documentId: string): () => void {
  const keep = (found: Document) => getState().documentId === documentId && setState({ document: found });
  hub.request('documents.get', { id: documentId }).then(keep, () => undefined);
  return hub.onEvent((event) => {
    if (event.type === 'document.changed' && event.document.id === documentId) {
      // It went to the trash.
      if (event.document.deletedAt !== null) closeReader();
      else keep(event.document);
    }
    if (event.type === 'document.removed' && event.documentId === documentId) closeReader();
  });
}
