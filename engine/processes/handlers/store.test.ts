import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentStore, PageRecord } from '../../ports/DocumentStore.ts';
import type { Logger } from '../../ports/Logger.ts';
import { memoryLauncher } from '../memoryLauncher.ts';
import { ProcessClient } from '../ProcessClient.ts';
import { documentMethods } from '../portMethods.ts';
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
    const store = remotePort<DocumentStore>(client, 'documents', documentMethods);
    await store.ensureLibrary(ctx, 'Ours');
    expect(await store.listLibraries()).toMatchObject([{ id: 'ours', name: 'Ours' }]);
    await store.insert(ctx, document);
    await store.beginRevision(ctx, 'doc', { id: 'rev', parser: 'test-1' });
    const runs = [{ start: 0, end: 4, x: 1.25, y: 2.5, width: 3, height: 4 }];
    const page: PageRecord = { number: 1, label: 'i', width: 10, height: 20, start: 0, text: 'text', runs, error: null };
    await store.addPages(ctx, 'rev', [page]);
    expect(await store.pages(ctx, 'rev', [1])).toEqual([page]);
    await expect(store.activateRevision(ctx, 'rev', 'other')).rejects.toMatchObject({ code: 'conflict', kind: 'user' });
    await expect(store.trash({ ...ctx, libraryId: 'theirs' }, 'doc')).rejects.toMatchObject({ code: 'not_found' });
  });
});
