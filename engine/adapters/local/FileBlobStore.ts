import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ulid } from 'ulid';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { RequestContext } from '../../context.ts';
import { byteRange, checkBlobHash } from '../../library/blobHash.ts';
import type { BlobStore, StoredBlob } from '../../ports/BlobStore.ts';

/** Blobs as files `ab/cd/<hash>` below a folder. */
export class FileBlobStore implements BlobStore {
  readonly #root: string;
  readonly #temporary: string;

  private constructor(root: string) {
    this.#root = root;
    this.#temporary = join(root, 'incoming');
  }

  /** Opens the folder, creating it, and removes what an interrupted process left half written. One process per folder. */
  static async open(root: string): Promise<FileBlobStore> {
    const store = new FileBlobStore(root);
    await rm(store.#temporary, { recursive: true, force: true });
    await mkdir(store.#temporary, { recursive: true });
    return store;
  }

  async put(ctx: RequestContext, source: AsyncIterable<Uint8Array>): Promise<StoredBlob> {
    const path = join(this.#temporary, ulid());
    const hash = createHash('sha256');
    let sizeBytes = 0;
    async function* counted(chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        sizeBytes += chunk.byteLength;
        yield chunk;
      }
    }
    try {
      // `flush`: the bytes are on disk before the name that promises them is.
      await pipeline(source, counted, createWriteStream(path, { flags: 'wx', flush: true }), { signal: ctx.signal });
      const blob = { hash: hash.digest('hex'), sizeBytes };
      await this.#publish(path, blob);
      return blob;
    } catch (error) {
      throw isDiskFull(error) ? new AppError('disk_full', { cause: error }) : error;
    } finally {
      await rm(path, { force: true });
    }
  }

  async has(_ctx: RequestContext, hash: string): Promise<boolean> {
    return (await sizeOf(this.#path(hash))) !== null;
  }

  async open(_ctx: RequestContext, hash: string, range?: { start: number; end: number }): Promise<ReadableStream<Uint8Array>> {
    const path = this.#path(hash);
    const size = await sizeOf(path);
    if (size === null) throw new AppError('blob_missing');
    const { start, end } = byteRange(range, size);
    if (start === end) return Readable.toWeb(Readable.from([])) as ReadableStream<Uint8Array>;
    const file = await open(path).catch(missing);
    return Readable.toWeb(file.createReadStream({ start, end: end - 1 })) as ReadableStream<Uint8Array>;
  }

  async localFile(_ctx: RequestContext, hash: string): Promise<{ path: string; release(): Promise<void> }> {
    const path = this.#path(hash);
    if ((await sizeOf(path)) === null) throw new AppError('blob_missing');
    return { path, release: async () => undefined };
  }

  async delete(_ctx: RequestContext, hash: string): Promise<void> {
    await rm(this.#path(hash), { force: true });
  }

  #path(hash: string): string {
    checkBlobHash(hash);
    return join(this.#root, hash.slice(0, 2), hash.slice(2, 4), hash);
  }

  /** Gives complete bytes their name, unless they are there already. A file cut short by a power failure is replaced. */
  async #publish(temporary: string, blob: StoredBlob): Promise<void> {
    const path = this.#path(blob.hash);
    if ((await sizeOf(path)) === blob.sizeBytes) return;
    await mkdir(dirname(path), { recursive: true });
    try {
      await rename(temporary, path);
    } catch (error) {
      // Windows refuses to replace a file that is open; somebody else has stored and is reading the same bytes.
      if ((await sizeOf(path)) === blob.sizeBytes) return;
      throw error;
    }
    for (const folder of [dirname(path), dirname(dirname(path)), this.#root]) await syncFolder(folder);
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Makes new names in a folder survive a power failure. Windows has no such call for folders and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';
const isDiskFull = (error: unknown) => ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException | null)?.code ?? '');

function missing(error: unknown): never {
  throw isMissing(error) ? new AppError('blob_missing', { cause: error }) : error;
}
