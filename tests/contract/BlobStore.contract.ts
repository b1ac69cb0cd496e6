import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlobStore } from '../../engine/ports/BlobStore.ts';
import { testContext } from './testContext.ts';

const ctx = testContext('ours');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const absent = 'ab'.repeat(32);

async function* chunksOf(bytes: Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** 3 MB in which every part differs. */
const large = Buffer.from(Uint32Array.from({ length: 750_000 }, (_, n) => n).buffer);

export function defineBlobStoreContract(name: string, open: () => Promise<{ blobs: BlobStore; close(): Promise<void> }>): void {
  describe(`BlobStore contract: ${name}`, () => {
    let subject: Awaited<ReturnType<typeof open>>;
    let blobs: BlobStore;
    beforeEach(async () => {
      subject = await open();
      blobs = subject.blobs;
    });
    afterEach(() => subject.close());

    it.each([
      ['no bytes', Buffer.alloc(0)],
      ['one byte', Buffer.from([0])],
      ['many chunks', large],
    ])('keeps %s under their hash', async (_, bytes) => {
      const blob = await blobs.put(ctx, chunksOf(bytes));
      expect(blob).toEqual({ hash: sha256(bytes), sizeBytes: bytes.byteLength });
      expect(await blobs.has(ctx, blob.hash)).toBe(true);
      expect(sha256(await readAll(await blobs.open(ctx, blob.hash)))).toBe(blob.hash);
    });

    it('keeps one copy of the same bytes, also when stored at the same time and in other chunks', async () => {
      const puts = [64 * 1024, 1000, 1 << 22].map((size) => blobs.put(ctx, chunksOf(large, size)));
      const hashes = (await Promise.all(puts)).map((blob) => blob.hash);
      expect(new Set(hashes)).toEqual(new Set([sha256(large)]));
      await blobs.put(testContext('theirs'), chunksOf(large));
      await blobs.delete(ctx, hashes[0]!);
      expect(await blobs.has(ctx, hashes[0]!)).toBe(false);
    });

    it('shows nothing while bytes come in, and nothing of a source that fails', async () => {
      const bytes = Buffer.from('the first half and the second half');
      const seen: boolean[] = [];
      async function* half() {
        yield bytes.subarray(0, 17);
        seen.push(await blobs.has(ctx, sha256(bytes)), await blobs.has(ctx, sha256(bytes.subarray(0, 17))));
        throw new Error('the file went away');
      }
      await expect(blobs.put(ctx, half())).rejects.toThrow('the file went away');
      expect(seen).toEqual([false, false]);
      expect(await blobs.has(ctx, sha256(bytes))).toBe(false);
      expect(await blobs.has(ctx, sha256(bytes.subarray(0, 17)))).toBe(false);
    });

    it('stops storing when the request is cancelled', async () => {
      const controller = new AbortController();
      async function* endless() {
        for (let n = 0; ; n++) {
          if (n === 5) controller.abort();
          yield Buffer.from([n]);
        }
      }
      await expect(blobs.put({ ...ctx, signal: controller.signal }, endless())).rejects.toThrow();
    });

    it('gives half-open ranges, cut off at the end', async () => {
      const { hash } = await blobs.put(ctx, chunksOf(large));
      const range = async (start: number, end: number) => readAll(await blobs.open(ctx, hash, { start, end }));
      expect(await range(0, 4)).toEqual(large.subarray(0, 4));
      expect(await range(1_000_001, 1_200_003)).toEqual(large.subarray(1_000_001, 1_200_003));
      expect(await range(2_999_990, 9_000_000)).toEqual(large.subarray(2_999_990));
      expect(await range(7, 7)).toHaveLength(0);
      expect(await range(5_000_000, 6_000_000)).toHaveLength(0);
      for (const [start, end] of [
        [-1, 4],
        [5, 4],
        [0.5, 4],
      ] as const) {
        await expect(blobs.open(ctx, hash, { start, end })).rejects.toMatchObject({ code: 'invalid_input' });
      }
    });

    it('can stop reading half-way', async () => {
      const { hash } = await blobs.put(ctx, chunksOf(large));
      const reader = (await blobs.open(ctx, hash)).getReader();
      expect((await reader.read()).value?.byteLength).toBeGreaterThan(0);
      await reader.cancel();
      await blobs.delete(ctx, hash);
      expect(await blobs.has(ctx, hash)).toBe(false);
    });

    it('lends a file with the bytes', async () => {
      const { hash } = await blobs.put(ctx, chunksOf(large));
      const first = await blobs.localFile(ctx, hash);
      const second = await blobs.localFile(ctx, hash);
      await first.release();
      expect(sha256(await readFile(second.path))).toBe(hash);
      await second.release();
      expect(await blobs.has(ctx, hash)).toBe(true);
    });

    it('says when a blob is missing, and deletes one that is without complaint', async () => {
      expect(await blobs.has(ctx, absent)).toBe(false);
      await expect(blobs.open(ctx, absent)).rejects.toMatchObject({ code: 'blob_missing' });
      await expect(blobs.localFile(ctx, absent)).rejects.toMatchObject({ code: 'blob_missing' });
      await blobs.delete(ctx, absent);
    });

    // A hash comes from a database or a URL and goes into a path.
    it.each(['', 'ab', '../../../../etc/passwd', 'AB'.repeat(32), `${'ab'.repeat(31)}/.`])(
      'refuses %j as a hash',
      async (hash) => {
        const refused = { code: 'invalid_input' };
        await expect(blobs.has(ctx, hash)).rejects.toMatchObject(refused);
        await expect(blobs.open(ctx, hash)).rejects.toMatchObject(refused);
        await expect(blobs.localFile(ctx, hash)).rejects.toMatchObject(refused);
        await expect(blobs.delete(ctx, hash)).rejects.toMatchObject(refused);
      },
    );
  });
}
