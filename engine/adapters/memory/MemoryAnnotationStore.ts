import type { Annotation, Place } from '../../../shared/domain/annotation.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { RequestContext } from '../../context.ts';
import { fromTheTop } from '../../library/annotationOrder.ts';
import { storable } from '../../library/storableText.ts';
import type { AnnotationStore, NewAnnotation } from '../../ports/AnnotationStore.ts';
import type { MemoryDocumentStore } from './MemoryDocumentStore.ts';

/** Reference implementation. What belongs to a purged document is never asked for again, as it can be reached by that document only. */
export class MemoryAnnotationStore implements AnnotationStore {
  readonly #documents: MemoryDocumentStore;
  readonly #now: () => number;
  readonly #annotations = new Map<string, Annotation>();
  readonly #places = new Map<string, Place>();

  constructor(documents: MemoryDocumentStore, options: { now: () => number } = { now: Date.now }) {
    this.#documents = documents;
    this.#now = options.now;
  }

  async list(ctx: RequestContext, documentId: string): Promise<Annotation[]> {
    const all = [...this.#annotations.values()].filter((annotation) => annotation.documentId === documentId);
    return structuredClone(all.filter((annotation) => this.#isThere(ctx, annotation)).sort(fromTheTop));
  }

  async create(ctx: RequestContext, given: NewAnnotation): Promise<Annotation> {
    this.#requireDocument(ctx, given.documentId);
    const existing = this.#annotations.get(given.id);
    if (existing && existing.documentId !== given.documentId) throw new AppError('conflict');
    const now = this.#now();
    const annotation = existing ?? { ...storable(given), libraryId: ctx.libraryId, createdAt: now, updatedAt: now };
    this.#annotations.set(annotation.id, annotation);
    return structuredClone(annotation);
  }

  async update(ctx: RequestContext, id: string, patch: { color?: Annotation['color']; note?: string }): Promise<Annotation> {
    const annotation = this.#annotations.get(id);
    if (!annotation || !this.#isThere(ctx, annotation)) throw new AppError('not_found');
    const given = Object.entries(storable(patch)).filter(([, value]) => value !== undefined);
    return structuredClone(Object.assign(annotation, Object.fromEntries(given), { updatedAt: this.#now() }));
  }

  async remove(ctx: RequestContext, id: string): Promise<Annotation | null> {
    const annotation = this.#annotations.get(id);
    if (!annotation || !this.#isThere(ctx, annotation)) return null;
    this.#annotations.delete(id);
    return annotation;
  }

  async place(ctx: RequestContext, documentId: string): Promise<Place | null> {
    if (!this.#documents.stored(ctx).has(documentId)) return null;
    return structuredClone(this.#places.get(placeKey(ctx, documentId)) ?? null);
  }

  async setPlace(ctx: RequestContext, place: Place): Promise<void> {
    this.#requireDocument(ctx, place.documentId);
    this.#places.set(placeKey(ctx, place.documentId), structuredClone(place));
  }

  #isThere(ctx: RequestContext, { libraryId, documentId }: Annotation): boolean {
    return libraryId === ctx.libraryId && this.#documents.stored(ctx).has(documentId);
  }

  #requireDocument(ctx: RequestContext, id: string): void {
    if (!this.#documents.stored(ctx).has(id)) throw new AppError('not_found');
  }
}

function placeKey(ctx: RequestContext, documentId: string): string {
  return JSON.stringify([documentId, ctx.principal.id]);
}
