import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { AppError } from '../../../../../shared/errors/AppError.ts';
import { hub } from '../../../api/windowHub.ts';
import { keepAnnotation } from './annotationState.ts';

/** Notes as they are being written, by annotation, until the engine has them: what is typed is kept from the first letter on. */
export const useDrafts = create<{ texts: Record<string, string>; failed: Record<string, string> }>()(
  persist(() => ({ texts: {}, failed: {} }), { name: 'note-drafts', partialize: ({ texts }) => ({ texts, failed: {} }) }),
);
const { getState, setState } = useDrafts;

const pause = 700;
let timer: ReturnType<typeof setTimeout> | undefined;

export function draftOf(id: string): string | undefined {
  return getState().texts[id];
}

export function writeDraft(id: string, text: string): void {
  setState(({ texts }) => ({ texts: { ...texts, [id]: text } }));
  clearTimeout(timer);
  timer = setTimeout(() => void saveDrafts(), pause);
}

export function forgetDraft(id: string): void {
  const without = (all: Record<string, string>) => Object.fromEntries(Object.entries(all).filter(([key]) => key !== id));
  setState(({ texts, failed }) => ({ texts: without(texts), failed: without(failed) }));
}

/** Gives the engine what it does not have yet. What fails stays a draft. */
export async function saveDrafts(): Promise<void> {
  clearTimeout(timer);
  await Promise.all(Object.entries(getState().texts).map(([id, note]) => save(id, note)));
}

async function save(id: string, note: string): Promise<void> {
  try {
    keepAnnotation(await hub.request('annotations.update', { id, note }));
    // What was typed meanwhile is the next draft.
    if (draftOf(id) === note) forgetDraft(id);
  } catch (error) {
    const { code, message } = AppError.from(error);
    // Removed with its note; Undo brings back both.
    if (code === 'not_found') forgetDraft(id);
    else setState(({ failed }) => ({ failed: { ...failed, [id]: message } }));
  }
}
