import type { RequestContext } from '../context.ts';

/** Values that can be made again. Keys are per library; values are structured-clonable; a miss and an expiry look alike. */
export interface Cache {
  get<T>(ctx: RequestContext, key: string): Promise<T | undefined>;
  /** `ttlMs` > 0. A later set replaces value and TTL. */
  set<T>(ctx: RequestContext, key: string, value: T, options: { ttlMs: number }): Promise<void>;
  delete(ctx: RequestContext, key: string): Promise<void>;
  /** Drops everything of the library. */
  clear(ctx: RequestContext): Promise<void>;
}
