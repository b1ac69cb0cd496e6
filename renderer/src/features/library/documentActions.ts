import { type Scope, wholeLibrary } from '../../../../shared/domain/collection.ts';
import type { RetryStage } from '../../../../shared/domain/inspection.ts';
import { inBatches } from '../../api/inBatches.ts';
import { hub } from '../../api/windowHub.ts';
import { showSide } from '../../app/viewStore.ts';
import { confirm } from '../../components/ui/Confirm.tsx';
import { toast, told } from '../../components/ui/Toasts.tsx';
import { t } from '../../i18n/i18n.ts';
import { focusTitle } from '../details/focusTitle.ts';
import { documentById, refreshStatus, useLibrary } from './libraryStore.ts';

/** Shows a paper's details, ready to be edited. */
export function editDetails(): void {
  showSide('details');
  focusTitle();
}

/** To the trash, from where Undo brings them back. */
export function trash(ids: string[]): Promise<boolean> {
  const one = ids.length === 1 ? documentById(ids[0] as string) : undefined;
  return told(async () => {
    await inBatches(ids, (some) => hub.request('documents.remove', { ids: some }));
    const text = one ? t('library:trashed.one', { title: one.title }) : t('library:trashed.several', { count: ids.length });
    toast(text, { action: { text: t('undo'), run: () => void restore(ids) } });
    await refreshStatus();
  });
}

export function restore(ids: string[]): Promise<boolean> {
  return told(async () => {
    await inBatches(ids, (some) => hub.request('documents.restore', { ids: some }));
    await refreshStatus();
  });
}

/** Asks, then deletes them from disk. */
export async function purge(ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const action = t('library:purge.action', { count: ids.length });
  const title = t('library:purge.title', { count: ids.length });
  if (!(await confirm({ title, text: t('library:purge.text'), action, danger: true }))) return;
  await told(async () => {
    await inBatches(ids, (some) => hub.request('documents.remove', { ids: some, purge: true }));
    await refreshStatus();
  });
}

export function emptyTrash(): Promise<void> {
  const { entries } = useLibrary.getState().listing;
  return purge([...entries.values()].flatMap(({ document }) => (document.deletedAt === null ? [] : document.id)));
}

export function retry(ids: string[], password?: string): Promise<boolean> {
  return told(() => inBatches(ids, (some) => hub.request('documents.retry', { ids: some, ...(password ? { password } : {}) })));
}

export function retryStage(id: string, stage: RetryStage): Promise<boolean> {
  return told(() => hub.request('documents.retry', { ids: [id], stage }));
}

export function cancel(ids: string[]): Promise<boolean> {
  return told(() => inBatches(ids, (some) => hub.request('documents.cancel', { ids: some })));
}

export function reveal(id: string): Promise<boolean> {
  return told(() => hub.host('host.revealDocument', { id }));
}

/** Asks where to, and writes the papers there as BibTeX. */
export function exportBibtex(scope: Scope): Promise<boolean> {
  return told(async () => {
    const { fileName, text, papers } = await hub.request('documents.export', { scope });
    if (papers === 0) {
      toast(t('library:bibtex.none'));
      return;
    }
    const { saved } = await hub.host('host.saveText', { fileName, text });
    if (saved) toast(t('library:bibtex.saved', { count: papers }));
  });
}

export function copyBibtex(ids: string[]): Promise<boolean> {
  return told(async () => {
    const { text, papers } = await hub.request('documents.export', { scope: { ...wholeLibrary, documentIds: ids } });
    await navigator.clipboard.writeText(text);
    toast(t('library:bibtex.copied', { count: papers }));
  });
}

export function setPaused(paused: boolean): Promise<boolean> {
  return told(async () => {
    await hub.request(paused ? 'queue.pause' : 'queue.resume', {});
    await refreshStatus();
  });
}
