import type { Annotation, HighlightColor } from '../../../../../shared/domain/annotation.ts';
import { AppError } from '../../../../../shared/errors/AppError.ts';
import { hub } from '../../../api/windowHub.ts';
import { toast, told } from '../../../components/ui/Toasts.tsx';
import { t } from '../../../i18n/i18n.ts';
import type { Selected } from '../selection/anchor.ts';
import { noAnnotations, useAnnotations } from './annotationState.ts';
import { draftOf, forgetDraft, saveDrafts } from './noteDrafts.ts';

const { getState, setState } = useAnnotations;
/** Of several answers on their way the last asked for counts. */
let asked = 0;

/** Keeps the annotations of the open document. Returns the way to stop. */
export function followAnnotations(documentId: string): () => void {
  setState({ ...noAnnotations, documentId });
  void load(documentId);
  const stop = hub.onEvent((event) => {
    if (event.type === 'annotations.changed' && event.documentId === documentId) void load(documentId);
  });
  return () => {
    stop();
    void saveDrafts();
    if (getState().documentId === documentId) setState(noAnnotations);
  };
}

async function load(documentId: string): Promise<void> {
  asked += 1;
  const mine = asked;
  try {
    const { items } = await hub.request('annotations.list', { documentId });
    if (getState().documentId !== documentId || mine !== asked) return;
    const first = getState().state !== 'loaded';
    setState({ items, state: 'loaded' });
    // What was being written when the app went away.
    if (first) void saveDrafts();
  } catch (error) {
    const { message, action } = AppError.from(error);
    if (getState().documentId === documentId) setState({ state: { failed: `${message} ${action}` } });
  }
}

export async function createAnnotation(documentId: string, selected: Selected, color: HighlightColor): Promise<Annotation> {
  const { blobHash } = await hub.request('documents.get', { id: documentId });
  const created = await hub.request('annotations.create', { documentId, blobHash, ...selected, color });
  await load(documentId);
  return created;
}

export function recolor(id: string, color: HighlightColor): void {
  setState(({ items }) => ({ items: items.map((one) => (one.id === id ? { ...one, color } : one)) }));
  void told(() => hub.request('annotations.update', { id, color }));
}

/** Removes it; Undo makes it again as it was, with what was written meanwhile. */
export function removeAnnotation(annotation: Annotation): void {
  const { id, documentId, blobHash, page, quote, prefix, suffix, boxes, color } = annotation;
  const note = draftOf(id) ?? annotation.note;
  const again = { id, documentId, blobHash, page, quote, prefix, suffix, boxes, color, note };
  void told(async () => {
    if (getState().open?.id === id) setState({ open: null });
    await hub.request('annotations.remove', { id });
    forgetDraft(id);
    await load(documentId);
    const undo = async () => {
      await hub.request('annotations.create', again);
      await load(documentId);
    };
    toast(t('reader:notes.removed'), { action: { text: t('undo'), run: () => void told(undo) } });
  });
}

export function openAnnotation(id: string, mode: 'view' | 'edit' = 'view'): void {
  setState({ open: { id, mode } });
}

export function closeAnnotation(): void {
  setState({ open: null });
}
