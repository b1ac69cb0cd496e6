import type { RequestContext } from '../context.ts';

export interface StoredBlob {
  /** SHA-256, hex. */
  hash: string;
  sizeBytes: number;
}

/**
 * Original bytes by their SHA-256. Content is shared between libraries; who may see a blob is decided by blob references in the
 * DocumentStore. Errors: `blob_missing` from open and localFile, `invalid_input` for something that is no SHA-256, `disk_full`.
 */
export interface BlobStore {
  /**
   * Stores the bytes and returns their hash. Nothing is visible under the hash until all bytes are on disk, and a source that throws
   * leaves nothing behind. Storing the same bytes again is cheap and changes nothing.
   */
  put(ctx: RequestContext, source: AsyncIterable<Uint8Array>): Promise<StoredBlob>;
  has(ctx: RequestContext, hash: string): Promise<boolean>;
  /** The bytes, or `[start, end)` of them. */
  open(ctx: RequestContext, hash: string, range?: { start: number; end: number }): Promise<ReadableStream<Uint8Array>>;
  /** A readable file with the bytes, for tools that need one; call `release` when done (the path may be temporary). */
  localFile(ctx: RequestContext, hash: string): Promise<{ path: string; release(): Promise<void> }>;
  /** Idempotent. */
  delete(ctx: RequestContext, hash: string): Promise<void>;
}
