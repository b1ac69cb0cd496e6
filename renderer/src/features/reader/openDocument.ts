import type { Citation } from '../../../../shared/domain/passage.ts';
import { showInReader, type Target } from './readerStore.ts';

/** Shows a paper in the reader: at this place, or where the person left it. */
export function openDocument(documentId: string, target?: Target): void {
  showInReader(documentId, target ?? null);
}

/** Shows what a citation quotes; `from` is the answer to go back to. */
export function openCitation({ documentId, page, boxes, quote }: Citation, from?: Target['from']): void {
  openDocument(documentId, { page, boxes, quote, ...(from ? { from } : {}) });
}
