import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LanceVectorStore } from '../../engine/adapters/local/LanceVectorStore.ts';
import { MemoryVectorStore } from '../../engine/adapters/memory/MemoryVectorStore.ts';
import { defineVectorStoreContract } from './VectorStore.contract.ts';

defineVectorStoreContract('memory', async () => ({ store: new MemoryVectorStore(), close: async () => undefined }));

defineVectorStoreContract('LanceDB', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hub-vectors-'));
  const store = await LanceVectorStore.open(join(folder, 'vectors'));
  return {
    store,
    close: async () => {
      store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});
