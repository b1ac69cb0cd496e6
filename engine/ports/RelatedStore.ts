import type { RequestContext } from '../context.ts';
import type { WorkFacts } from '../library/sameWork.ts';

/**
 * Documents of libraries that share what identifies a work: the key of the title, of the DOI, or the arXiv id of the active revision
 * (`library/workKeys.ts`). Which of them are the same work is for `sameWork.ts` to say. It also keeps what a person said of two documents. Every
 * read and write is confined to `ctx.libraryId`: another library's id behaves like one that does not exist.
 */
export interface RelatedStore {
  /** A document, and those that share a key with it, the trash included, oldest first; none for an unknown one. */
  sharing(ctx: RequestContext, id: string): Promise<WorkFacts[]>;
  /** All that share a key with another one, without the trash, oldest first. */
  allSharing(ctx: RequestContext): Promise<WorkFacts[]>;
  /** Pairs of documents a person said are different works; of one document, or of all. The smaller id comes first. */
  distinct(ctx: RequestContext, id?: string): Promise<[string, string][]>;
  /** Keeps or forgets that two documents are different works; idempotent. Errors: `not_found` for an unknown one. A purge of either ends it. */
  setDistinct(ctx: RequestContext, pair: [string, string], distinct: boolean): Promise<void>;
}
