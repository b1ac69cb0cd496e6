import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../engine/adapters/local/database.ts';
import { SqlDocumentStore } from '../../engine/adapters/local/SqlDocumentStore.ts';
import { MemoryDocumentStore } from '../../engine/adapters/memory/MemoryDocumentStore.ts';
import { defineDocumentStoreContract } from './DocumentStore.contract.ts';

defineDocumentStoreContract('memory', async (now) => ({
  store: new MemoryDocumentStore({ now }),
  close: async () => undefined,
}));

defineDocumentStoreContract('SQLite', async (now) => {
  const folder = await mkdtemp(join(tmpdir(), 'hub-documents-'));
  const database = await openDatabase(join(folder, 'library.sqlite'));
  return {
    store: new SqlDocumentStore(database.db, { now }),
    close: async () => {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});
