import { openDatabase } from '../../engine/adapters/local/database.ts';
import { SqlDocumentStore } from '../../engine/adapters/local/SqlDocumentStore.ts';
import { testContext } from '../contract/testContext.ts';

/** A process that adds and replaces revisions until it is killed, and tells each activation it was promised. */
const ctx = testContext('ours');
const database = await openDatabase(process.argv[2]!);
const store = new SqlDocumentStore(database.db);
await store.ensureLibrary(ctx, 'Ours');
await store.insert(ctx, {
  id: 'doc',
  title: 'Paper',
  source: 'file',
  fileName: 'paper.pdf',
  localPath: null,
  blobHash: 'ab'.repeat(32),
  sizeBytes: 1,
});
let active = (await store.get(ctx, 'doc'))!.activeRevisionId;
for (let round = Number(process.argv[3]); ; round++) {
  const id = `rev-${round}`;
  await store.beginRevision(ctx, 'doc', { id, parser: 'test-1' });
  const chunk = { kind: 'text', section: '', start: 0, end: 4, pageFirst: 1, pageLast: 1, text: 'text', embedKey: '' } as const;
  const chunks = Array.from({ length: 400 }, (_, ordinal) => ({ ...chunk, id: `${id}-${ordinal}`, ordinal }));
  await store.addChunks(ctx, id, chunks.slice(0, 200));
  await store.addChunks(ctx, id, chunks.slice(200));
  await store.activateRevision(ctx, id, active);
  process.send!(id);
  await store.pruneRevisions(ctx, 'doc');
  active = id;
}
