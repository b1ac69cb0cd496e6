import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentStore, PageRecord } from '../../ports/DocumentStore.ts';
import type { LexicalIndex } from '../../ports/LexicalIndex.ts';
import type { Logger } from '../../ports/Logger.ts';
import type { VectorStore } from '../../ports/VectorStore.ts';
import { memoryLauncher } from '../memoryLauncher.ts';
import { ProcessClient } from '../ProcessClient.ts';
import { documentMethods, documentReads, lexicalMethods, lexicalReads, vectorMethods, vectorReads } from '../portMethods.ts';
import { remotePort } from '../remotePort.ts';
import { serve } from '../serve.ts';
import { storeHandlers } from './store.ts';

const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
};

const ctx = { principal: { id: 'tester' }, libraryId: 'ours', requestId: 'test', signal: new AbortController().signal };
const document = {
  id: 'doc',
  title: 'Paper',
  source: 'file',
  fileName: 'paper.pdf',
  localPath: null,
  blobHash: 'ab'.repeat(32),
  sizeBytes: 1,
} as const;

let dataDir: string;
let client: ProcessClient;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hub-store-process-'));
  const launch = memoryLauncher({ store: (channel) => serve('store', channel, storeHandlers) });
  client = new ProcessClient({ name: 'store', config: { dataDir }, launch, log: silent });
});
afterEach(async () => {
  client.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe('the store process', () => {
  it('serves the documents port over frames, values and typed errors alike', async () => {
    const store = remotePort<DocumentStore>(client, 'documents', documentMethods, documentReads);
    await store.ensureLibrary(ctx, 'Ours');
    expect(await store.listLibraries()).toMatchObject([{ id: 'ours', name: 'Ours' }]);
    await store.insert(ctx, document);
    await store.beginRevision(ctx, 'doc', { id: 'rev', parser: 'test-1' });
    const runs = [{ start: 0, end: 4, x: 1.25, y: 2.5, width: 3, height: 4 }];
    const page: PageRecord = {
      number: 1,
      label: 'i',
      width: 10,
      height: 20,
      start: 0,
      text: 'text',
      runs,
      error: null,
      trace: null,
    };
    await store.addPages(ctx, 'rev', [page]);
    expect(await store.pages(ctx, 'rev', [1])).toEqual([page]);
    await expect(store.activateRevision(ctx, 'rev', 'other')).rejects.toMatchObject({ code: 'conflict', kind: 'user' });
    await expect(store.trash({ ...ctx, libraryId: 'theirs' }, 'doc')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('serves the word index and the vectors of the same library', async () => {
    const store = remotePort<DocumentStore>(client, 'documents', documentMethods, documentReads);
    const lexical = remotePort<LexicalIndex>(client, 'lexical', lexicalMethods, lexicalReads);
    const vectors = remotePort<VectorStore>(client, 'vectors', vectorMethods, vectorReads);
    await store.ensureLibrary(ctx, 'Ours');
    await store.insert(ctx, document);
    await store.beginRevision(ctx, 'doc', { id: 'rev', parser: 'test-1' });
    await lexical.add(ctx, 'doc', 'rev', [{ chunkId: 'c1', terms: ['maize'] }]);
    expect(await lexical.search(ctx, ['maize'], { k: 1 })).toEqual([]);
    await store.activateRevision(ctx, 'rev', null);
    expect(await lexical.search(ctx, ['maize'], { k: 1 })).toMatchObject([{ chunkId: 'c1', documentId: 'doc' }]);
    await lexical.optimize(ctx);

    await vectors.ensureSpace(ctx, { id: 'space', dimensions: 2, metric: 'cosine' });
    const vector = Float32Array.from([0.6, 0.8]);
    await vectors.upsert(ctx, 'space', [{ id: 'c1', documentId: 'doc', key: 'k1', vector }]);
    expect(await vectors.byKeys(ctx, 'space', ['k1'])).toEqual(new Map([['k1', vector]]));
    expect(await vectors.existing(ctx, 'space', ['c1', 'c2'])).toEqual(new Set(['c1']));
    await vectors.optimize(ctx, 'space');
    await expect(vectors.search(ctx, 'other', vector, { k: 1 })).rejects.toMatchObject({ code: 'vector_index_missing' });
  });
});
