import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { RequestContext } from '../../context.ts';
import { byteRange, checkBlobHash } from '../../library/blobHash.ts';
import type { BlobStore, StoredBlob } from '../../ports/BlobStore.ts';

/** Reference implementation. */
export class MemoryBlobStore implements BlobStore {
  readonly #blobs = new Map<string, Uint8Array>();

  async put(ctx: RequestContext, source: AsyncIterable<Uint8Array>): Promise<StoredBlob> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of source) {
      if (ctx.signal.aborted) throw new AppError('cancelled');
      chunks.push(chunk);
    }
    const bytes = Buffer.concat(chunks);
    const hash = createHash('sha256').update(bytes).digest('hex');
    this.#blobs.set(hash, bytes);
    return { hash, sizeBytes: bytes.byteLength };
  }

  async has(_ctx: RequestContext, hash: string): Promise<boolean> {
    checkBlobHash(hash);
    return this.#blobs.has(hash);
  }

  async open(_ctx: RequestContext, hash: string, range?: { start: number; end: number }): Promise<ReadableStream<Uint8Array>> {
    const bytes = this.#require(hash);
    const { start, end } = byteRange(range, bytes.byteLength);
    return new Blob([Uint8Array.from(bytes.subarray(start, end))]).stream();
  }

  async localFile(_ctx: RequestContext, hash: string): Promise<{ path: string; release(): Promise<void> }> {
    const bytes = this.#require(hash);
    const folder = await mkdtemp(join(tmpdir(), 'hub-blob-'));
    const path = join(folder, hash);
    await writeFile(path, bytes);
    return { path, release: () => rm(folder, { recursive: true, force: true }) };
  }

  async delete(_ctx: RequestContext, hash: string): Promise<void> {
    checkBlobHash(hash);
    this.#blobs.delete(hash);
  }

  #require(hash: string): Uint8Array {
    checkBlobHash(hash);
    const bytes = this.#blobs.get(hash);
    if (!bytes) throw new AppError('blob_missing');
    return bytes;
  }
}
