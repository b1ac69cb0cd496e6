import type { DragEvent } from 'react';
import { t } from '../../i18n/i18n.ts';

const type = 'application/x-hub-papers';

/** Begins to drag these papers, with their number under the pointer. */
export function dragPapers(event: DragEvent, ids: string[]): void {
  event.dataTransfer.setData(type, JSON.stringify(ids));
  event.dataTransfer.effectAllowed = 'copy';
  const badge = document.createElement('div');
  badge.textContent = t('library:papers', { count: ids.length });
  badge.className = 'fixed -top-20 left-0 rounded-md bg-accent px-2 py-1 text-on-accent text-sm';
  document.body.append(badge);
  event.dataTransfer.setDragImage(badge, -8, -8);
  // The browser takes its picture when the handler has ended.
  setTimeout(() => badge.remove());
}

export const arePapers = (event: DragEvent) => event.dataTransfer.types.includes(type);

export function droppedPapers(event: DragEvent): string[] {
  return JSON.parse(event.dataTransfer.getData(type) || '[]') as string[];
}
