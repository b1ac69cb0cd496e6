import type { RequestContext } from '../context.ts';

export interface VectorSpace {
  /** Hash over everything that shapes a vector; one table per space. */
  id: string;
  dimensions: number;
  metric: 'cosine';
}

export interface VectorRow {
  /** Chunk id. */
  id: string;
  documentId: string;
  /** Hash of the text embedded (`ChunkRecord.embedKey`): equal keys of a space have equal vectors. */
  key: string;
  vector: Float32Array;
}

export interface VectorHit {
  id: string;
  documentId: string;
  /** Cosine similarity, −1…1, higher is better. */
  score: number;
}

/**
 * Vectors of chunks, one table per space, rows confined to `ctx.libraryId`. A write is visible to searches once awaited.
 * Errors: `vector_index_missing` for a space never created, `vector_dimension` for a vector of another length.
 */
export interface VectorStore {
  /** Creates the space if it is not there; idempotent. */
  ensureSpace(ctx: RequestContext, space: VectorSpace): Promise<void>;
  /** Inserts or replaces by chunk id; writing the same rows twice leaves one of each. */
  upsert(ctx: RequestContext, spaceId: string, rows: VectorRow[]): Promise<void>;
  /** Which of these keys the library already has in the space, with their vectors: what need not be embedded again. */
  byKeys(ctx: RequestContext, spaceId: string, keys: string[]): Promise<Map<string, Float32Array>>;
  /** Which of these chunk ids have a vector. */
  existing(ctx: RequestContext, spaceId: string, ids: string[]): Promise<Set<string>>;
  /**
   * The `k` nearest, score descending, ties by id. With `documentIds` only theirs: still `k` hits when there are that many, at recall
   * ≥ .95 however few documents are named.
   */
  search(
    ctx: RequestContext,
    spaceId: string,
    vector: Float32Array,
    options: { k: number; documentIds?: string[] },
  ): Promise<VectorHit[]>;
  removeDocument(ctx: RequestContext, spaceId: string, documentId: string): Promise<void>;
  removeChunks(ctx: RequestContext, spaceId: string, ids: string[]): Promise<void>;
  count(ctx: RequestContext, spaceId: string): Promise<number>;
  /** Ids of the spaces that exist. */
  spaces(ctx: RequestContext): Promise<string[]>;
  /** Compacts, and builds or refreshes the index where the table is large enough to need one. Safe at any time. */
  optimize(ctx: RequestContext, spaceId: string): Promise<void>;
}
