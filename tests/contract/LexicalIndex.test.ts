import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../engine/adapters/local/database.ts';
import { SqlDocumentStore } from '../../engine/adapters/local/SqlDocumentStore.ts';
import { SqliteLexicalIndex } from '../../engine/adapters/local/SqliteLexicalIndex.ts';
import { MemoryDocumentStore } from '../../engine/adapters/memory/MemoryDocumentStore.ts';
import { MemoryLexicalIndex } from '../../engine/adapters/memory/MemoryLexicalIndex.ts';
import { defineLexicalIndexContract } from './LexicalIndex.contract.ts';

defineLexicalIndexContract('memory', async () => {
  const documents = new MemoryDocumentStore();
  return { documents, lexical: new MemoryLexicalIndex(documents), close: async () => undefined };
});

defineLexicalIndexContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hub-lexical-'));
  const database = await openDatabase(join(folder, 'library.sqlite'));
  return {
    documents: new SqlDocumentStore(database.db),
    lexical: new SqliteLexicalIndex(database),
    close: async () => {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});
