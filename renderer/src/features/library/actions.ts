import { create } from 'zustand';
import type { AddedFile } from '../../../../shared/api/routes/documentRoutes.ts';
import type { Document } from '../../../../shared/domain/document.ts';
import { AppError } from '../../../../shared/errors/AppError.ts';
import { hub } from '../../api/windowHub.ts';
import { strings } from '../../strings.ts';
import { refreshStatus } from './libraryStore.ts';

/** Something to tell about what the person just did, until it is dismissed. */
export interface Notice {
  id: string;
  tone: 'info' | 'bad';
  text: string;
  undo?: () => void;
}

export const useNotices = create<{ notices: readonly Notice[] }>(() => ({ notices: [] }));

export function dismiss(id: string): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

export function dismissAll(): void {
  useNotices.setState({ notices: [] });
}

function tell(notice: Omit<Notice, 'id'>): void {
  useNotices.setState(({ notices }) => ({ notices: [...notices, { ...notice, id: crypto.randomUUID() }] }));
}

/** Runs it and tells what went wrong, if something did. */
async function told(action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
  } catch (error) {
    const { code, message, action: remedy } = AppError.from(error);
    if (code !== 'cancelled') tell({ tone: 'bad', text: `${message} ${remedy}` });
  }
}

export function addDropped(files: readonly File[]): Promise<void> {
  return told(async () => add(await hub.handlesFor(files)));
}

export function choosePdfs(): Promise<void> {
  return told(async () => add((await hub.host('host.choosePdfs', {})).handles));
}

async function add(handles: string[]): Promise<void> {
  if (handles.length === 0) return;
  dismissAll();
  await hub.request('documents.addDropped', { handles }, { onEvent: tellOutcome });
  await refreshStatus();
}

/** Files that came in show in the list; the others need a word. */
function tellOutcome({ file, status, error }: AddedFile): void {
  const name = file.split(/[/\\]/).at(-1) ?? file;
  if (status === 'duplicate') tell({ tone: 'info', text: strings.library.duplicate(name) });
  if (status === 'failed') tell({ tone: 'bad', text: strings.library.notAdded(name, error?.message ?? '') });
}

export function retry(id: string, password?: string): Promise<void> {
  return told(() => hub.request('documents.retry', { ids: [id], ...(password ? { password } : {}) }));
}

export function stop(id: string): Promise<void> {
  return told(() => hub.request('documents.cancel', { ids: [id] }));
}

/** To the trash, from where `undo` brings it back. */
export function remove({ id, title }: Document): Promise<void> {
  return told(async () => {
    await hub.request('documents.remove', { ids: [id] });
    tell({
      tone: 'info',
      text: strings.library.removed(title),
      undo: () => void told(() => hub.request('documents.restore', { ids: [id] })),
    });
    await refreshStatus();
  });
}
