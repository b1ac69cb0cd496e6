import { create } from 'zustand';

/** The paper whose reading the details pane shows in place of its details; null: none. */
export const useReadingView = create<{ documentId: string | null }>(() => ({ documentId: null }));

/** The button that leads to the reading: it has the focus again when the person comes back. */
export const readingButtonId = 'details-reading';

export function showReading(documentId: string): void {
  useReadingView.setState({ documentId });
}

export function leaveReading(): void {
  useReadingView.setState({ documentId: null });
  requestAnimationFrame(() => document.getElementById(readingButtonId)?.focus());
}
