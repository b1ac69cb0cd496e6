import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../engine/adapters/local/database.ts';
import { SqlDocumentStore } from '../../engine/adapters/local/SqlDocumentStore.ts';
import { SqlRecordStore } from '../../engine/adapters/local/SqlRecordStore.ts';
import { MemoryDocumentStore } from '../../engine/adapters/memory/MemoryDocumentStore.ts';
import { MemoryRecordStore } from '../../engine/adapters/memory/MemoryRecordStore.ts';
import { defineRecordStoreContract } from './RecordStore.contract.ts';

defineRecordStoreContract('memory', async (now) => {
  const documents = new MemoryDocumentStore({ now });
  return { documents, records: new MemoryRecordStore(documents), close: async () => undefined };
});

defineRecordStoreContract('SQLite', async (now) => {
  const folder = await mkdtemp(join(tmpdir(), 'hub-records-'));
  const { db, close } = await openDatabase(join(folder, 'library.sqlite'));
  return {
    documents: new SqlDocumentStore(db, { now }),
    records: new SqlRecordStore(db),
    close: async () => {
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});
