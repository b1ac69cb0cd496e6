import { create } from 'zustand';
import type { TextMatch } from '../../../../../shared/api/routes/documentRoutes.ts';
import { AppError } from '../../../../../shared/errors/AppError.ts';
import { hub } from '../../../api/windowHub.ts';
import { usePageView } from '../pdf/viewState.ts';
import { useReader } from '../readerStore.ts';

interface FindStore {
  open: boolean;
  /** Grows each time the field is asked for, to give it the focus again. */
  asked: number;
  text: string;
  matches: readonly TextMatch[];
  /** All there are; `matches` may hold fewer. */
  total: number;
  /** Index of the match shown; -1 without one. */
  current: number;
  state: 'idle' | 'busy' | 'done' | 'unread' | { failed: string };
}

/** Of the pages the bar covers that much. */
const barHeight = 56;
const none = { matches: [], total: 0, current: -1 } as const;
export const useFind = create<FindStore>(() => ({ open: false, asked: 0, text: '', ...none, state: 'idle' }));
const { getState, setState } = useFind;

export function openFind(): void {
  setState(({ asked }) => ({ open: true, asked: asked + 1 }));
}

export function closeFind(): void {
  setState({ open: false });
}

export function toggleFind(): void {
  if (getState().open) closeFind();
  else openFind();
}

/** Another document is read. */
export function forgetFind(): void {
  setState({ open: false, text: '', ...none, state: 'idle' });
}

/** Finds all places of a text, and shows the first from the page in view on. */
export async function find(documentId: string, text: string, signal: AbortSignal): Promise<void> {
  const wanted = text.trim();
  if (!wanted) return setState({ ...none, state: 'idle' });
  if (useReader.getState().document?.activeRevisionId === null) return setState({ ...none, state: 'unread' });
  setState({ state: 'busy' });
  try {
    const { matches, total } = await hub.request('documents.find', { id: documentId, text: wanted }, { signal });
    if (signal.aborted) return;
    const { page } = usePageView.getState();
    const next = matches.findIndex((match) => match.page >= page);
    setState({ matches, total, state: 'done' });
    showMatch(Math.max(0, next));
  } catch (error) {
    if (signal.aborted) return;
    const { message, action } = AppError.from(error);
    setState({ ...none, state: { failed: `${message} ${action}` } });
  }
}

/** Goes to another match, round the ends. */
export function step(by: 1 | -1): void {
  const { matches, current } = getState();
  if (matches.length > 0) showMatch((current + by + matches.length) % matches.length);
}

function showMatch(at: number): void {
  const match = getState().matches[at];
  setState({ current: match ? at : -1 });
  const { surface } = usePageView.getState();
  if (match && surface && !surface.geometry.inView(match.boxes, barHeight)) surface.showBoxes(match.boxes);
}
