import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { wholeLibrary } from '../../../shared/domain/collection.ts';
import type { LogFields, Logger } from '../../ports/Logger.ts';
import { type LibraryDatabase, openDatabase } from './database.ts';
import { SqlConversationStore } from './SqlConversationStore.ts';
import { SqlDocumentStore } from './SqlDocumentStore.ts';

const ctx = { principal: { id: 'tester' }, libraryId: 'ours', requestId: 'test', signal: new AbortController().signal };
let warned: LogFields[];
const log: Logger = { debug() {}, info() {}, warn: (fields) => warned.push(fields), error() {}, child: () => log };

let folder: string;
let database: LibraryDatabase;
let store: SqlConversationStore;
beforeEach(async () => {
  warned = [];
  folder = await mkdtemp(join(tmpdir(), 'hub-conversations-'));
  database = await openDatabase(join(folder, 'library.sqlite'));
  await new SqlDocumentStore(database.db).ensureLibrary(ctx, 'Ours');
  store = new SqlConversationStore(database.db, { log });
});
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

it('leaves out a stored value that is damaged, says so, and keeps the rest of what was said', async () => {
  await store.create(ctx, { id: 'one', title: 'Maize', scope: { collectionIds: ['c'], tagIds: [], documentIds: [] } });
  await store.addTurn(ctx, { id: 'turn', conversationId: 'one', parentId: null, question: 'Why?', generator: 'evidence' });
  await store.updateTurn(ctx, 'turn', { state: 'done', text: 'So.' });
  await database.db.updateTable('conversations').set({ scope: '{"collectionIds": 7}' }).execute();
  await database.db.updateTable('turns').set({ evidence: '[{"n": 1}]', answer: '{"answer": "So', error: '"no"' }).execute();
  const { items } = await store.list(ctx, { limit: 10 });
  expect(items).toMatchObject([{ id: 'one', title: 'Maize', scope: wholeLibrary }]);
  expect(await store.turns(ctx, 'one')).toMatchObject([
    { id: 'turn', state: 'done', text: 'So.', evidence: [], answer: null, error: null },
  ]);
  expect(warned.map(({ id, column }) => `${id} ${column}`)).toEqual(['one scope', 'turn evidence', 'turn answer', 'turn error']);
});
