import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../engine/adapters/local/database.ts';
import { SqlCollectionStore } from '../../engine/adapters/local/SqlCollectionStore.ts';
import { SqlDocumentStore } from '../../engine/adapters/local/SqlDocumentStore.ts';
import { MemoryCollectionStore } from '../../engine/adapters/memory/MemoryCollectionStore.ts';
import { MemoryDocumentStore } from '../../engine/adapters/memory/MemoryDocumentStore.ts';
import { defineCollectionStoreContract } from './CollectionStore.contract.ts';

defineCollectionStoreContract('memory', async (now) => {
  const documents = new MemoryDocumentStore({ now });
  return { documents, collections: new MemoryCollectionStore(documents, { now }), close: async () => undefined };
});

defineCollectionStoreContract('SQLite', async (now) => {
  const folder = await mkdtemp(join(tmpdir(), 'hub-collections-'));
  const { db, close } = await openDatabase(join(folder, 'library.sqlite'));
  return {
    documents: new SqlDocumentStore(db, { now }),
    collections: new SqlCollectionStore(db, { now }),
    close: async () => {
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});
