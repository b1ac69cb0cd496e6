import { create } from 'zustand';
import type { Annotation } from '../../../../../shared/domain/annotation.ts';

interface AnnotationState {
  documentId: string | null;
  /** In reading order. */
  items: readonly Annotation[];
  state: 'loading' | 'loaded' | { failed: string };
  /** The one whose panel is open over the page, and whether its note is to be written at once. */
  open: { id: string; mode: 'view' | 'edit' } | null;
}

export const noAnnotations: AnnotationState = { documentId: null, items: [], state: 'loading', open: null };

/** The highlights and notes of the open document. */
export const useAnnotations = create<AnnotationState>(() => noAnnotations);

/** Shows one as it is now. */
export function keepAnnotation(annotation: Annotation): void {
  useAnnotations.setState(({ items }) => ({ items: items.map((one) => (one.id === annotation.id ? annotation : one)) }));
}
