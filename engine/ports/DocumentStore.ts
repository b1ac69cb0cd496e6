import type { Document, DocumentError, DocumentStatus } from '../../shared/domain/document.ts';
import type { TextRun } from '../../shared/domain/geometry.ts';
import type { Inspection, PageTrace, StageRun } from '../../shared/domain/inspection.ts';
import type { Library } from '../../shared/domain/library.ts';
import type { RequestContext } from '../context.ts';

export interface NewDocument {
  id: string;
  title: string;
  source: Document['source'];
  fileName: string;
  localPath: string | null;
  blobHash: string;
  sizeBytes: number;
}

/** What a reading finds out about a work and a person may know better. */
export interface DocumentFields {
  title?: string | undefined;
  authors?: string[] | undefined;
  year?: number | null | undefined;
  doi?: string | null | undefined;
}

/** What the pipeline may change on a document; identity, blob and active revision are not among it. */
export interface DocumentPatch extends DocumentFields {
  status?: DocumentStatus;
  error?: DocumentError | null;
  language?: string | null;
  pageCount?: number;
  pagesDone?: number;
  chunkCount?: number;
  chunksEmbedded?: number;
  vectors?: Document['vectors'];
  crashes?: number;
  startedAt?: number | null;
  finishedAt?: number | null;
}

export interface DocumentPage {
  items: Document[];
  /** Pass it back for the next page; null at the end. */
  nextCursor: string | null;
}

/** One parse and what was made from it. `building` until activated or replaced. */
export interface Revision {
  id: string;
  documentId: string;
  number: number;
  state: 'building' | 'active' | 'superseded';
  /** Name and version of what produced it, e.g. `pdfjs-1`. */
  parser: string;
  createdAt: number;
}

/** A page of a revision. The canonical text is all pages' `text`, in order, nothing between. */
export interface PageRecord {
  /** 1-based physical page. */
  number: number;
  /** The label printed on it, where the PDF names one. */
  label: string | null;
  /** Points, as shown. */
  width: number;
  height: number;
  /** Canonical offset of the page's first character. */
  start: number;
  text: string;
  /** Kept to 1/100 pt. */
  runs: TextRun[];
  /** Why it could not be read; null when it was. */
  error: string | null;
  /** How it was read; null in revisions from before this was kept. */
  trace: PageTrace | null;
}

/** A page without where its words stand. */
export type PageText = Pick<PageRecord, 'number' | 'label' | 'start' | 'text' | 'error' | 'trace'>;

/** What a revision tells of the paper beyond the fields of its document. */
export type Reading = Pick<Inspection, 'abstract' | 'venue' | 'arxivId' | 'sections' | 'references'>;

/** So many tries of stages are kept of a document: the later ones say all a person asks. */
export const stageRunsKept = 40;

/** The stored unit of retrieval: canonical span [start, end), `text` exactly that span. */
export interface ChunkRecord {
  id: string;
  ordinal: number;
  kind: 'text' | 'table' | 'caption' | 'references';
  /** Heading path, ` › ` between levels; empty when there is none. */
  section: string;
  start: number;
  end: number;
  pageFirst: number;
  pageLast: number;
  text: string;
  /** SHA-256 (hex) of the text given to the embedder: title and section as context, then `text`. */
  embedKey: string;
}

/** A chunk with what search needs to show it. */
export interface StoredChunk extends ChunkRecord {
  documentId: string;
  revisionId: string;
  title: string;
  blobHash: string;
}

export interface SpaceProgress {
  revisionId: string;
  spaceId: string;
  state: 'building' | 'complete';
  chunksDone: number;
}

export interface DocumentCounts {
  byStatus: Partial<Record<DocumentStatus, number>>;
  trashed: number;
  pages: number;
  chunks: number;
  sizeBytes: number;
}

/**
 * Documents, revisions, pages and chunks of libraries. Every read and write is confined to `ctx.libraryId`: another library's id
 * behaves like one that does not exist. Writes are durable once awaited. Text is any Unicode, stored and returned unchanged, except
 * that unpaired surrogates and NUL come back as U+FFFD (offsets hold).
 *
 * Errors: `not_found` for an unknown document in a write, `conflict` from a failed compare-and-set.
 */
export interface DocumentStore {
  /** Creates the library if it is not there; idempotent. */
  ensureLibrary(ctx: RequestContext, name: string): Promise<Library>;
  /** Every library of this store: for the host's reconcile at start, which then works library by library. */
  listLibraries(): Promise<Library[]>;

  /**
   * Inserts it as `queued` together with its blob reference, in one transaction. When the library already holds the same bytes, nothing is
   * written, `duplicate` is true and `document` is that one (also when it lies in the trash: then its `deletedAt` is set).
   * Repeating an insert with the same id is no duplicate.
   */
  insert(ctx: RequestContext, document: NewDocument): Promise<{ document: Document; duplicate: boolean }>;
  get(ctx: RequestContext, id: string): Promise<Document | null>;
  /** Documents by creation (newest first), without the trash unless `trashed` asks for it alone. `limit` 1…500. */
  list(
    ctx: RequestContext,
    query: { cursor?: string; limit: number; statuses?: DocumentStatus[]; trashed?: boolean },
  ): Promise<DocumentPage>;
  counts(ctx: RequestContext): Promise<DocumentCounts>;
  /**
   * Changes the fields given, but none a person edited; returns the document, or null when it is not there (it may have been purged
   * meanwhile).
   */
  update(ctx: RequestContext, id: string, patch: DocumentPatch): Promise<Document | null>;
  /** Changes the fields given for a person; from then on they are among its `editedFields`. */
  edit(ctx: RequestContext, id: string, fields: DocumentFields): Promise<Document>;
  /** To the trash and back; idempotent. A trashed document is not searched. */
  trash(ctx: RequestContext, id: string): Promise<Document>;
  restore(ctx: RequestContext, id: string): Promise<Document>;
  /**
   * Deletes the document with its revisions, pages, chunks, ledger, blob reference, memberships, annotations and places. Returns the hashes nothing refers to any more, for the
   * caller to delete from the BlobStore, and the revisions, to drop from the LexicalIndex; an unknown document returns none.
   */
  purge(ctx: RequestContext, id: string): Promise<{ releasedBlobs: string[]; revisionIds: string[] }>;

  /** Starts a revision; unfinished ones of the same document are removed first, so a retried job leaves nothing behind. */
  beginRevision(ctx: RequestContext, documentId: string, revision: { id: string; parser: string }): Promise<Revision>;
  /** A revision of any state; null for an unknown one. */
  revision(ctx: RequestContext, id: string): Promise<Revision | null>;
  /** Pages and chunks go into a revision that is building (`conflict` otherwise); one that is there already is replaced. */
  addPages(ctx: RequestContext, revisionId: string, pages: PageRecord[]): Promise<void>;
  addChunks(ctx: RequestContext, revisionId: string, chunks: ChunkRecord[]): Promise<void>;
  /** What was read of the paper goes into a revision that is building (`conflict` otherwise), in place of what was there. */
  saveReading(ctx: RequestContext, revisionId: string, reading: Reading): Promise<void>;
  /**
   * Makes it the one that is searched, in one transaction, if the document's active revision still is `expected`
   * (compare-and-set: `conflict` otherwise). The one before becomes `superseded`. Nothing happens when it is active already.
   */
  activateRevision(ctx: RequestContext, revisionId: string, expected: string | null): Promise<void>;
  /** Deletes a document's superseded revisions with pages and chunks; returns what was there, to drop from the other indexes. */
  pruneRevisions(ctx: RequestContext, documentId: string): Promise<{ chunkIds: string[]; revisionIds: string[] }>;

  /** Chunks of a revision from an ordinal on, by ordinal. */
  listChunks(ctx: RequestContext, revisionId: string, query: { fromOrdinal: number; limit: number }): Promise<StoredChunk[]>;
  /** Those of the ids that may be shown: active revision, not in the trash. In the order given; others are left out. */
  visibleChunks(ctx: RequestContext, ids: string[]): Promise<StoredChunk[]>;
  /** Pages of a revision by number; unknown numbers are left out. */
  pages(ctx: RequestContext, revisionId: string, numbers: number[]): Promise<PageRecord[]>;
  /** The texts of all pages of a revision, in order; an unknown one has none. */
  pageTexts(ctx: RequestContext, revisionId: string): Promise<PageText[]>;
  /** What was read into a revision; null where nothing was, or for an unknown one. */
  reading(ctx: RequestContext, revisionId: string): Promise<Reading | null>;
  /** Adds to a document's ledger, whatever its revisions; the latest `stageRunsKept` stay. */
  recordStage(ctx: RequestContext, documentId: string, run: StageRun): Promise<void>;
  /** A document's ledger, the oldest first; an unknown one has none. */
  stageRuns(ctx: RequestContext, documentId: string): Promise<StageRun[]>;
  /** How far embedding a revision into a space has come; null before it began. */
  spaceProgress(ctx: RequestContext, revisionId: string, spaceId: string): Promise<SpaceProgress | null>;
  setSpaceProgress(ctx: RequestContext, progress: SpaceProgress): Promise<void>;
}
