import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../engine/adapters/local/database.ts';
import { SqlDocumentStore } from '../../engine/adapters/local/SqlDocumentStore.ts';
import { SqlRelatedStore } from '../../engine/adapters/local/SqlRelatedStore.ts';
import { MemoryDocumentStore } from '../../engine/adapters/memory/MemoryDocumentStore.ts';
import { MemoryRelatedStore } from '../../engine/adapters/memory/MemoryRelatedStore.ts';
import { defineRelatedStoreContract } from './RelatedStore.contract.ts';

defineRelatedStoreContract('memory', async (now) => {
  const documents = new MemoryDocumentStore({ now });
  return { documents, related: new MemoryRelatedStore(documents), close: async () => undefined };
});

defineRelatedStoreContract('SQLite', async (now) => {
  const folder = await mkdtemp(join(tmpdir(), 'hub-related-'));
  const { db, close } = await openDatabase(join(folder, 'library.sqlite'));
  return {
    documents: new SqlDocumentStore(db, { now }),
    related: new SqlRelatedStore(db, { now }),
    close: async () => {
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});
