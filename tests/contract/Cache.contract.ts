import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cache } from '../../engine/ports/Cache.ts';
import { testContext } from './testContext.ts';

const ours = testContext('ours');
const theirs = testContext('theirs');
const ttl = { ttlMs: 60_000 };

/** `open` gives an empty cache and a way to let its time pass. */
export function defineCacheContract(
  name: string,
  open: () => Promise<{ cache: Cache; pass(ms: number): Promise<void>; close(): Promise<void> }>,
): void {
  describe(`Cache contract: ${name}`, () => {
    let subject: Awaited<ReturnType<typeof open>>;
    let cache: Cache;
    beforeEach(async () => {
      subject = await open();
      cache = subject.cache;
    });
    afterEach(() => subject.close());

    it('gives values back, and undefined for what is not there', async () => {
      await cache.set(ours, 'a', { list: [1, 'two', null], when: new Date(5), vector: new Float32Array([0.5, -1]) }, ttl);
      expect(await cache.get(ours, 'a')).toEqual({
        list: [1, 'two', null],
        when: new Date(5),
        vector: new Float32Array([0.5, -1]),
      });
      expect(await cache.get(ours, 'b')).toBeUndefined();
      await cache.set(ours, 'falsy', 0, ttl);
      expect(await cache.get(ours, 'falsy')).toBe(0);
    });

    it('forgets a value when its time is over', async () => {
      await cache.set(ours, 'short', 1, { ttlMs: 1000 });
      await cache.set(ours, 'long', 2, { ttlMs: 5000 });
      await subject.pass(1500);
      expect(await cache.get(ours, 'short')).toBeUndefined();
      expect(await cache.get(ours, 'long')).toBe(2);
    });

    it('takes value and lifetime of a later set', async () => {
      await cache.set(ours, 'a', 1, { ttlMs: 1000 });
      await cache.set(ours, 'a', 2, { ttlMs: 5000 });
      await subject.pass(1500);
      expect(await cache.get(ours, 'a')).toBe(2);
    });

    it('refuses a lifetime that is not positive', async () => {
      for (const ttlMs of [0, -1, Number.NaN]) {
        await expect(cache.set(ours, 'a', 1, { ttlMs })).rejects.toMatchObject({ code: 'invalid_input' });
      }
    });

    it('keeps libraries apart', async () => {
      await cache.set(ours, 'a', 'ours', ttl);
      expect(await cache.get(theirs, 'a')).toBeUndefined();
      await cache.set(theirs, 'a', 'theirs', ttl);
      await cache.delete(theirs, 'a');
      expect(await cache.get(ours, 'a')).toBe('ours');
      await cache.set(theirs, 'a', 'theirs', ttl);
      await cache.clear(ours);
      expect(await cache.get(ours, 'a')).toBeUndefined();
      expect(await cache.get(theirs, 'a')).toBe('theirs');
    });

    // A library called "a" with key "b:c" is not a library called "a:b" with key "c".
    it('does not mix up a library and a key that look alike together', async () => {
      await cache.set(testContext('a'), 'b:c', 1, ttl);
      expect(await cache.get(testContext('a:b'), 'c')).toBeUndefined();
    });

    it('deletes, and does not mind when nothing is there', async () => {
      await cache.set(ours, 'a', 1, ttl);
      await cache.delete(ours, 'a');
      await cache.delete(ours, 'a');
      expect(await cache.get(ours, 'a')).toBeUndefined();
    });

    it('is not changed by what a caller does with a value', async () => {
      const value = { list: [1] };
      await cache.set(ours, 'a', value, ttl);
      value.list.push(2);
      (await cache.get<typeof value>(ours, 'a'))?.list.push(3);
      expect(await cache.get(ours, 'a')).toEqual({ list: [1] });
    });
  });
}
