import type { Annotation, Place } from '../../shared/domain/annotation.ts';
import type { RequestContext } from '../context.ts';

export type NewAnnotation = Omit<Annotation, 'libraryId' | 'createdAt' | 'updatedAt'>;

/**
 * What people marked and wrote in documents, and where each stopped reading. Confined to `ctx.libraryId`, places to `ctx.principal` as well.
 * All of it stays while its document lies in the trash and goes when that is purged.
 *
 * Errors: `not_found` for an unknown annotation or document in a write.
 */
export interface AnnotationStore {
  /** By page, then from top to bottom. */
  list(ctx: RequestContext, documentId: string): Promise<Annotation[]>;
  /** With an id that is there already nothing is written and that one is returned; `conflict` where it is another document's. */
  create(ctx: RequestContext, annotation: NewAnnotation): Promise<Annotation>;
  update(
    ctx: RequestContext,
    id: string,
    patch: { color?: Annotation['color'] | undefined; note?: string | undefined },
  ): Promise<Annotation>;
  /** Returns what was there; null for an unknown one. */
  remove(ctx: RequestContext, id: string): Promise<Annotation | null>;
  /** Null where the principal has not read it. */
  place(ctx: RequestContext, documentId: string): Promise<Place | null>;
  setPlace(ctx: RequestContext, place: Place): Promise<void>;
}
