import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../engine/adapters/local/database.ts';
import { SqlConversationStore } from '../../engine/adapters/local/SqlConversationStore.ts';
import { SqlDocumentStore } from '../../engine/adapters/local/SqlDocumentStore.ts';
import { MemoryConversationStore } from '../../engine/adapters/memory/MemoryConversationStore.ts';
import type { Logger } from '../../engine/ports/Logger.ts';
import { defineConversationStoreContract } from './ConversationStore.contract.ts';

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };

defineConversationStoreContract('memory', async ({ now }) => ({
  store: new MemoryConversationStore({ now }),
  close: async () => undefined,
}));

defineConversationStoreContract('SQLite', async ({ now, contexts }) => {
  const folder = await mkdtemp(join(tmpdir(), 'hub-conversations-'));
  const database = await openDatabase(join(folder, 'library.sqlite'));
  const documents = new SqlDocumentStore(database.db);
  for (const ctx of contexts) await documents.ensureLibrary(ctx, ctx.libraryId);
  return {
    store: new SqlConversationStore(database.db, { now, log: silent }),
    close: async () => {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});
