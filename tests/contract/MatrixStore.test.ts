import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../engine/adapters/local/database.ts';
import { SqlDocumentStore } from '../../engine/adapters/local/SqlDocumentStore.ts';
import { SqlMatrixStore } from '../../engine/adapters/local/SqlMatrixStore.ts';
import { MemoryDocumentStore } from '../../engine/adapters/memory/MemoryDocumentStore.ts';
import { MemoryMatrixStore } from '../../engine/adapters/memory/MemoryMatrixStore.ts';
import { defineMatrixStoreContract } from './MatrixStore.contract.ts';

defineMatrixStoreContract('memory', async (now) => {
  const documents = new MemoryDocumentStore({ now });
  return { documents, matrices: new MemoryMatrixStore(documents, { now }), close: async () => undefined };
});

defineMatrixStoreContract('SQLite', async (now) => {
  const folder = await mkdtemp(join(tmpdir(), 'hub-matrices-'));
  const { db, close } = await openDatabase(join(folder, 'library.sqlite'));
  return {
    documents: new SqlDocumentStore(db, { now }),
    matrices: new SqlMatrixStore(db, { now }),
    close: async () => {
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});
