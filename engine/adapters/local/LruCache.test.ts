import { expect, it } from 'vitest';
import { LruCache } from './LruCache.ts';

it('stays within its size, the least recently used value going first', async () => {
  const cache = new LruCache({ maxBytes: 10_000 });
  const ctx = { principal: { id: 'tester' }, libraryId: 'ours', requestId: 'test', signal: new AbortController().signal };
  const value = 'x'.repeat(3000);
  for (const key of ['a', 'b', 'c']) await cache.set(ctx, key, value, { ttlMs: 60_000 });
  await cache.get(ctx, 'a');
  await cache.set(ctx, 'd', value, { ttlMs: 60_000 });
  const there = await Promise.all(['a', 'b', 'c', 'd'].map(async (key) => (await cache.get(ctx, key)) !== undefined));
  expect(there).toEqual([true, false, true, true]);
  // Larger than the whole cache: simply not kept.
  await cache.set(ctx, 'huge', 'x'.repeat(20_000), { ttlMs: 60_000 });
  expect(await cache.get(ctx, 'huge')).toBeUndefined();
});
