import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileBlobStore } from './FileBlobStore.ts';

const ctx = { principal: { id: 'tester' }, libraryId: 'ours', requestId: 'test', signal: new AbortController().signal };
const bytes = Buffer.from('the bytes of a paper');
const hash = createHash('sha256').update(bytes).digest('hex');

async function* source(...chunks: Buffer[]) {
  yield* chunks;
}

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'hub-blobs-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const files = async () =>
  (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => entry.name);

describe('FileBlobStore', () => {
  it('lays blobs out in folders by hash and finds them after a restart', async () => {
    await (await FileBlobStore.open(root)).put(ctx, source(bytes));
    expect(await readFile(join(root, hash.slice(0, 2), hash.slice(2, 4), hash))).toEqual(bytes);
    expect(await (await FileBlobStore.open(root)).has(ctx, hash)).toBe(true);
  });

  it('leaves no file behind when the source fails', async () => {
    const blobs = await FileBlobStore.open(root);
    async function* failing() {
      yield bytes;
      throw new Error('unplugged');
    }
    await expect(blobs.put(ctx, failing())).rejects.toThrow('unplugged');
    expect(await files()).toEqual([]);
  });

  it('removes what a killed process left half written', async () => {
    await mkdir(join(root, 'incoming'), { recursive: true });
    await writeFile(join(root, 'incoming', 'leftover'), 'half');
    await FileBlobStore.open(root);
    expect(await files()).toEqual([]);
  });

  it('replaces a copy that was cut short', async () => {
    const blobs = await FileBlobStore.open(root);
    await blobs.put(ctx, source(bytes));
    const { path } = await blobs.localFile(ctx, hash);
    await writeFile(path, bytes.subarray(0, 5));
    await blobs.put(ctx, source(bytes));
    expect(await readFile(path)).toEqual(bytes);
    expect(await files()).toEqual([hash]);
  });

  it('tells a full disk apart and leaves nothing behind', async () => {
    const blobs = await FileBlobStore.open(root);
    async function* full() {
      yield bytes;
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    }
    await expect(blobs.put(ctx, full())).rejects.toMatchObject({ code: 'disk_full' });
    expect(await files()).toEqual([]);
  });
});
