import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../engine/adapters/local/database.ts';
import { SqlAnnotationStore } from '../../engine/adapters/local/SqlAnnotationStore.ts';
import { SqlDocumentStore } from '../../engine/adapters/local/SqlDocumentStore.ts';
import { MemoryAnnotationStore } from '../../engine/adapters/memory/MemoryAnnotationStore.ts';
import { MemoryDocumentStore } from '../../engine/adapters/memory/MemoryDocumentStore.ts';
import { defineAnnotationStoreContract } from './AnnotationStore.contract.ts';

defineAnnotationStoreContract('memory', async (now) => {
  const documents = new MemoryDocumentStore({ now });
  return { documents, annotations: new MemoryAnnotationStore(documents, { now }), close: async () => undefined };
});

defineAnnotationStoreContract('SQLite', async (now) => {
  const folder = await mkdtemp(join(tmpdir(), 'hub-annotations-'));
  const { db, close } = await openDatabase(join(folder, 'library.sqlite'));
  return {
    documents: new SqlDocumentStore(db, { now }),
    annotations: new SqlAnnotationStore(db, { now }),
    close: async () => {
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});
