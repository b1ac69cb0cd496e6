import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../engine/adapters/local/database.ts';
import { SqlCitationStore } from '../../engine/adapters/local/SqlCitationStore.ts';
import { SqlDocumentStore } from '../../engine/adapters/local/SqlDocumentStore.ts';
import { MemoryCitationStore } from '../../engine/adapters/memory/MemoryCitationStore.ts';
import { MemoryDocumentStore } from '../../engine/adapters/memory/MemoryDocumentStore.ts';
import { defineCitationStoreContract } from './CitationStore.contract.ts';

defineCitationStoreContract('memory', async () => {
  const documents = new MemoryDocumentStore();
  return { documents, citations: new MemoryCitationStore(documents), close: async () => undefined };
});

defineCitationStoreContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hub-citations-'));
  const { db, close } = await openDatabase(join(folder, 'library.sqlite'));
  return {
    documents: new SqlDocumentStore(db),
    citations: new SqlCitationStore(db),
    close: async () => {
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});
