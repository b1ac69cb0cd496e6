import type { Box } from '../../../../shared/domain/geometry.ts';
import type { Citation } from '../../../../shared/domain/passage.ts';
import { hub } from '../../api/windowHub.ts';
import { told } from '../../components/ui/Toasts.tsx';
import { open } from './readerStore.ts';

/** A place in a paper to show, and the answer it was quoted in, to go back to. */
export interface Target {
  /** 1-based physical page. */
  page: number;
  boxes: Box[];
  quote?: string;
  from?: { turnId: string; n: number };
}

/** Shows a paper in the reader: at this place, or where the person left it. */
export function openDocument(documentId: string, target?: Target): void {
  void told(async () => {
    const { title } = await hub.request('documents.get', { id: documentId });
    const quote = target ? { page: target.page, boxes: target.boxes } : null;
    open({ documentId, title, page: target?.page ?? 1, quote });
  });
}

/** Shows what a citation quotes. */
export function openCitation({ documentId, page, boxes, quote }: Citation, from?: Target['from']): void {
  openDocument(documentId, { page, boxes, quote, ...(from ? { from } : {}) });
}
