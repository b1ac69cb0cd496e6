import { deserialize, serialize } from 'node:v8';
import { LRUCache } from 'lru-cache';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { RequestContext } from '../../context.ts';
import type { Cache } from '../../ports/Cache.ts';

interface Entry {
  libraryId: string;
  /** Serialized, so that no caller can change what the next one gets, and the size is known. */
  bytes: Buffer;
}

const defaultMaxBytes = 64 * 1024 * 1024;

/** A Cache in this process: the least recently used values go first when it is full. */
export class LruCache implements Cache {
  readonly #entries: LRUCache<string, Entry>;

  constructor({ maxBytes = defaultMaxBytes, now = Date.now }: { maxBytes?: number; now?: () => number } = {}) {
    this.#entries = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: (entry, key) => entry.bytes.byteLength + key.length,
      perf: { now },
      ttlResolution: 0,
    });
  }

  async get<T>(ctx: RequestContext, key: string): Promise<T | undefined> {
    const entry = this.#entries.get(entryKey(ctx, key));
    return entry && (deserialize(entry.bytes) as T);
  }

  async set<T>(ctx: RequestContext, key: string, value: T, { ttlMs }: { ttlMs: number }): Promise<void> {
    if (!(ttlMs > 0)) throw new AppError('invalid_input', { message: 'The lifetime of a cached value must be positive.' });
    this.#entries.set(entryKey(ctx, key), { libraryId: ctx.libraryId, bytes: serialize(value) }, { ttl: Math.ceil(ttlMs) });
  }

  async delete(ctx: RequestContext, key: string): Promise<void> {
    this.#entries.delete(entryKey(ctx, key));
  }

  async clear(ctx: RequestContext): Promise<void> {
    for (const [key, entry] of [...this.#entries.entries()]) if (entry.libraryId === ctx.libraryId) this.#entries.delete(key);
  }
}

function entryKey(ctx: RequestContext, key: string): string {
  return JSON.stringify([ctx.libraryId, key]);
}
