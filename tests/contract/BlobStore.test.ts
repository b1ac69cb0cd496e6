import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileBlobStore } from '../../engine/adapters/local/FileBlobStore.ts';
import { MemoryBlobStore } from '../../engine/adapters/memory/MemoryBlobStore.ts';
import { defineBlobStoreContract } from './BlobStore.contract.ts';

defineBlobStoreContract('memory', async () => ({ blobs: new MemoryBlobStore(), close: async () => undefined }));

defineBlobStoreContract('files', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hub-blobs-'));
  return {
    blobs: await FileBlobStore.open(join(folder, 'blobs')),
    close: () => rm(folder, { recursive: true, force: true }),
  };
});
