import { create } from 'zustand';
import type { Document } from '../../../../shared/domain/document.ts';
import type { Box } from '../../../../shared/domain/geometry.ts';
import type { Citation } from '../../../../shared/domain/passage.ts';
import { showCenter } from '../../app/viewStore.ts';

export interface Shown {
  documentId: string;
  title: string;
  /** 1-based physical page. */
  page: number;
  /** The quoted passage to mark; its own first page, to come back to. */
  quote: { page: number; boxes: Box[] } | null;
}

interface ReaderStore {
  shown: Shown | null;
  /** What had the focus before, to give it back. */
  opener: HTMLElement | null;
}

export const useReader = create<ReaderStore>(() => ({ shown: null, opener: null }));

export function open(shown: Shown): void {
  showCenter('reader');
  const focused = document.activeElement;
  useReader.setState({ shown, opener: focused instanceof HTMLElement ? focused : null });
}

export function openPaper({ id, title }: Document): void {
  open({ documentId: id, title, page: 1, quote: null });
}

export function openCitation({ documentId, title, page, boxes }: Citation): void {
  open({ documentId, title, page, quote: { page, boxes } });
}

export function goToPage(page: number): void {
  useReader.setState(({ shown }) => ({ shown: shown && { ...shown, page } }));
}

export function closeReader(): void {
  const { opener } = useReader.getState();
  useReader.setState({ shown: null, opener: null });
  showCenter('library');
  if (opener?.isConnected) opener.focus();
}
