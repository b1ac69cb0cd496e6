import type { Reference } from '../../shared/domain/inspection.ts';
import type { RequestContext } from '../context.ts';

/** An entry of a document's list of references. */
export interface ListedReference {
  citingId: string;
  reference: Reference;
}

/** A reference that shares what identifies a work with a document of the library. */
export interface CitationCandidate extends ListedReference {
  citedId: string;
}

/**
 * The lists of references of a library's documents, by what identifies a work (`library/workKeys.ts`): the key of the DOI and of the title. Only active revisions of documents
 * outside the trash are looked at, on both sides, and no document cites itself. Which candidates are citations is for `citations/citesWork.ts` to say.
 */
export interface CitationStore {
  /** Those to and from a document, or all; by citing document and place in its list. */
  candidates(ctx: RequestContext, documentId?: string): Promise<CitationCandidate[]>;
  /**
   * The references behind the `limit` keys that most documents list, `least` at the least, and no document of the library has. A reference whose other
   * key the library has is none of them.
   */
  unowned(ctx: RequestContext, query: { least: number; limit: number }): Promise<ListedReference[]>;
}
