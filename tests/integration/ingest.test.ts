import { readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SqliteJobQueue } from '../../engine/adapters/local/SqliteJobQueue.ts';
import { ingestJob } from '../../engine/jobs/ingestJobs.ts';
import { reconcile } from '../../engine/jobs/reconcile.ts';
import type { ProcessHandle } from '../../engine/processes/Channel.ts';
import type { Document, DocumentStatus } from '../../shared/domain/document.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import { bees, glaciers, maize, numberedPaper } from '../fixtures/pdf/papers.ts';
import {
  Folders,
  hasModel,
  hostOf,
  hub,
  killLeftovers,
  type RunningHub,
  startHub,
  withoutModel,
  writePaper,
} from './support/hub.ts';
import {
  ctx,
  Gate,
  launchChildren,
  openTestEngine,
  resourcesWithoutModels,
  type TestEngine,
  WordEmbedder,
} from './support/localEngine.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folders = new Folders();
afterAll(async () => {
  killLeftovers();
  await folders.removeAll();
});

/** A queue that tries again after 50 ms. */
async function withQuickQueue(hub: { queue: TestEngine['ports']['queue'] }, dataDir: string): Promise<void> {
  await hub.queue.close({ timeoutMs: 0 });
  hub.queue = SqliteJobQueue.open(join(dataDir, 'queue.sqlite'), { backoffMs: () => 50 });
}

describe('ingest', () => {
  let test: TestEngine;
  let papers: string;
  let number = 100;
  const embedder = new WordEmbedder();
  const upsertGate = new Gate();

  beforeAll(async () => {
    const dataDir = await folders.make();
    papers = await folders.make();
    test = await openTestEngine({
      dataDir,
      change: async (ports) => {
        ports.embedder = embedder;
        await withQuickQueue(ports, dataDir);
        const { vectors } = ports;
        const upsert = vectors.upsert.bind(vectors);
        vectors.upsert = async (...args) => {
          await upsertGate.pass();
          await upsert(...args);
        };
      },
    });
  });
  beforeEach(() => {
    test.events.length = 0;
    embedder.embedded.length = 0;
  });
  afterEach(async () => {
    embedder.gate.open();
    upsertGate.open();
    embedder.failure = null;
    await test.call('queue.resume', {});
    await test.ports.queue.idle(ingestJob);
  });
  afterAll(() => test?.close());

  /** A paper of its own for each use; its number stands in every one of its stations. */
  const newPaper = async (sections = 2) => {
    number += 1;
    return { n: number, path: await writePaper(papers, `${number}.pdf`, numberedPaper(number, sections)) };
  };
  const addOne = async (path: string) => (await test.add([path]))[0]!;
  const get = (id: string) => test.call('documents.get', { id });
  const reaches = (id: string, status: DocumentStatus) =>
    vi.waitFor(async () => expect((await get(id)).status).toBe(status), { timeout: 30_000, interval: 10 });
  const found = async (query: string, id: string) => {
    const { passages } = await test.call('search', { query, mode: 'lexical', documentIds: [id] });
    return passages.filter(({ text }) => text.includes(query));
  };
  const changesOf = (id: string) =>
    test.events.flatMap((event) => (event.type === 'document.changed' && event.document.id === id ? [event] : []));

  it('makes words searchable before the vectors are complete', async () => {
    const { n, path } = await newPaper();
    embedder.gate.close();
    const id = await addOne(path);
    await reaches(id, 'embedding');
    expect(await get(id)).toMatchObject({ vectors: 'building', chunksEmbedded: 0, pageCount: 2 });
    expect(await found(`v${n}s1p2`, id)).toHaveLength(1);
    embedder.gate.open();
    const document = await test.ended(id);
    expect(document).toMatchObject({ status: 'ready', vectors: 'complete', error: null });
    expect(document.chunksEmbedded).toBe(document.chunkCount);
  });

  it('tells each stage with its counts, and the queue’s totals', async () => {
    const { path } = await newPaper(6);
    const id = await addOne(path);
    await test.ended(id);
    const changes = changesOf(id);
    const stages = changes.map(({ document }) => document.status).filter((status, i, all) => status !== all[i - 1]);
    expect(stages).toEqual(['queued', 'parsing', 'embedding', 'ready']);
    for (const count of ['pagesDone', 'chunkCount', 'chunksEmbedded'] as const) {
      const counts = changes.map(({ document }) => document[count]);
      expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    }
    const last = changes.at(-1)!;
    expect(last.document).toMatchObject({ pageCount: 6, pagesDone: 6, chunksEmbedded: last.document.chunkCount });
    expect(last.etaMs).toBeNull();
    for (const { document, etaMs } of changes.slice(1, -1)) {
      expect(`${document.status} ${typeof etaMs}`).toBe(`${document.status} number`);
    }
    await vi.waitFor(
      () => expect(test.events.at(-1)).toMatchObject({ type: 'queue.changed', queued: 0, running: 0, etaMs: null }),
      {
        timeout: 5000,
      },
    );
  });

  it('lets the old revision answer until the new one is complete', async () => {
    const { n, path } = await newPaper();
    const id = await addOne(path);
    const before = await test.ended(id);
    upsertGate.close();
    await test.call('documents.retry', { ids: [id] });
    await vi.waitFor(() => expect(upsertGate.waiting).toBe(1), { timeout: 30_000 });
    const [old] = await found(`v${n}s0p1`, id);
    expect(old!.revisionId).toBe(before.activeRevisionId);
    upsertGate.open();
    const after = await test.ended(id);
    expect(after).toMatchObject({ status: 'ready', vectors: 'complete' });
    expect(after.activeRevisionId).not.toBe(before.activeRevisionId);
    const passages = await found(`v${n}s0p1`, id);
    expect(passages.map(({ revisionId }) => revisionId)).toEqual([after.activeRevisionId]);
    expect(await test.ports.documents.pages(ctx, before.activeRevisionId!, [1])).toEqual([]);
    // Nothing of the text changed, so nothing was embedded again.
    expect(embedder.embedded).toHaveLength(before.chunkCount);
  });

  it('embeds only what is new of a second version', async () => {
    const { n } = await newPaper();
    const first = await writePaper(papers, `${n} first.pdf`, numberedPaper(n, 3));
    const second = await writePaper(papers, `${n} second.pdf`, numberedPaper(n, 4));
    await test.ended(await addOne(first));
    const already = new Set(embedder.embedded);
    embedder.embedded.length = 0;
    const id = await addOne(second);
    const document = await test.ended(id);
    expect(document.chunksEmbedded).toBe(document.chunkCount);
    expect(embedder.embedded.filter((text) => already.has(text))).toEqual([]);
    expect(embedder.embedded.length).toBeLessThan(document.chunkCount);
    expect(embedder.embedded.join()).toContain(`v${n}s3p0`);
  });

  it('cancels what waits, and takes it up again when it is added again', async () => {
    await test.call('queue.pause', {});
    const { path } = await newPaper();
    const id = await addOne(path);
    expect(await test.call('documents.cancel', { ids: [id] })).toEqual({ ids: [id] });
    expect(await get(id)).toMatchObject({ status: 'cancelled', error: { code: 'cancelled' } });
    await test.call('queue.resume', {});
    await test.ports.queue.idle(ingestJob);
    expect(await get(id)).toMatchObject({ status: 'cancelled' });
    expect(await addOne(path)).toBe(id);
    expect(await test.ended(id)).toMatchObject({ status: 'ready', error: null });
  });

  it('cancels what runs, and returns when nothing works on it any more', async () => {
    const { path } = await newPaper();
    embedder.gate.close();
    const id = await addOne(path);
    await reaches(id, 'embedding');
    await test.call('documents.cancel', { ids: [id] });
    expect(await get(id)).toMatchObject({ status: 'cancelled' });
    expect((await test.ports.queue.find(ingestJob, id))!.state).toBe('cancelled');
    embedder.gate.open();
    await test.call('documents.retry', { ids: [id] });
    expect(await test.ended(id)).toMatchObject({ status: 'ready', vectors: 'complete' });
    await test.call('documents.cancel', { ids: [id] });
    expect(await get(id)).toMatchObject({ status: 'ready' });
  });

  it('starts nothing while the queue is paused, and says so at once', async () => {
    await test.call('queue.pause', {});
    expect(test.events.at(-1)).toMatchObject({ type: 'queue.changed', paused: true });
    const ids = await test.add([(await newPaper()).path, (await newPaper()).path]);
    expect((await test.call('library.status', {})).queue).toMatchObject({ queued: 2, running: 0, paused: true });
    expect((await test.call('library.status', {})).queue.etaMs).toBeGreaterThan(0);
    await test.call('queue.resume', {});
    for (const id of ids) expect(await test.ended(id)).toMatchObject({ status: 'ready' });
  });

  it('goes on with a document that comes back from the trash, wherever it was', async () => {
    // The write under way takes no notice of a cancel, and ends after the person changed their mind.
    upsertGate.close();
    const id = await addOne((await newPaper()).path);
    await vi.waitFor(() => expect(upsertGate.waiting).toBe(1), { timeout: 30_000 });
    const restored = test.call('documents.remove', { ids: [id] }).then(() => test.call('documents.restore', { ids: [id] }));
    await Promise.race([restored, sleep(300)]);
    upsertGate.open();
    await restored;
    expect(await test.ended(id)).toMatchObject({ status: 'ready', vectors: 'complete', deletedAt: null });

    await test.call('queue.pause', {});
    const waiting = await addOne((await newPaper()).path);
    await test.call('documents.remove', { ids: [waiting] });
    expect((await test.call('library.status', {})).queue.queued).toBe(0);
    await test.call('queue.resume', {});
    await test.call('documents.restore', { ids: [waiting] });
    expect(await test.ended(waiting)).toMatchObject({ status: 'ready' });
  });

  it('leaves nothing of a document purged while it is worked on', async () => {
    const { n, path } = await newPaper();
    upsertGate.close();
    const id = await addOne(path);
    await vi.waitFor(() => expect(upsertGate.waiting).toBe(1), { timeout: 30_000 });
    const { blobHash } = await get(id);
    const vectors = await test.ports.vectors.count(ctx, 'words');
    const purged = test.call('documents.remove', { ids: [id], purge: true });
    upsertGate.open();
    expect(await purged).toEqual({ ids: [id], purged: true });
    await test.ports.queue.idle(ingestJob);
    expect(await test.ports.documents.get(ctx, id)).toBeNull();
    expect(await test.ports.blobs.has(ctx, blobHash)).toBe(false);
    expect(await test.ports.lexical.frequencies(ctx, [`v${n}s0p0`])).toEqual([0]);
    expect(await test.ports.vectors.count(ctx, 'words')).toBe(vectors);
  });

  it('waits for no document that lies in the trash', async () => {
    await test.call('queue.pause', {});
    const id = await addOne((await newPaper()).path);
    await test.call('documents.remove', { ids: [id] });
    expect(await test.call('documents.wait', { ids: [id, 'unknown'] })).toEqual({ documents: 2 });
  });

  it('tries a failed one again with its password', async () => {
    const path = await writePaper(papers, 'locked.pdf', { ...glaciers, password: 'open sesame' });
    const id = await addOne(path);
    expect(await test.ended(id)).toMatchObject({ status: 'failed', error: { code: 'pdf_password_needed' } });
    await test.call('documents.retry', { ids: [id], password: 'open sesame' });
    expect(await test.ended(id)).toMatchObject({ status: 'ready', error: null, title: glaciers.title });
  });

  it('keeps the words when the model fails for good, and gives up on the vectors only', async () => {
    const { n, path } = await newPaper();
    embedder.failure = new AppError('model_failed');
    const id = await addOne(path);
    expect(await test.ended(id)).toMatchObject({ status: 'ready', vectors: 'none', error: null });
    expect(await found(`v${n}s0p0`, id)).toHaveLength(1);
  });

  it('finds lost work again, and leaves alone what nobody owes any', async () => {
    const wanted: Record<string, DocumentStatus> = {
      queued: 'ready',
      parsing: 'ready',
      failed: 'failed',
      cancelled: 'cancelled',
    };
    const ids: Record<string, string> = {};
    await test.call('queue.pause', {});
    for (const status of [...Object.keys(wanted), 'trashed']) {
      const id = await addOne((await newPaper()).path);
      ids[status] = id;
      await test.ports.queue.cancel(ingestJob, id);
      if (status === 'trashed') await test.ports.documents.trash(ctx, id);
      else await test.ports.documents.update(ctx, id, { status: status as DocumentStatus });
    }
    expect(await reconcile(test.ports, ctx)).toBe(2);
    expect(await reconcile(test.ports, ctx)).toBe(0);
    await test.call('queue.resume', {});
    await test.ports.queue.idle(ingestJob);
    for (const [status, expected] of Object.entries(wanted)) expect((await get(ids[status]!)).status).toBe(expected);
    expect(await get(ids.trashed!)).toMatchObject({ status: 'queued', activeRevisionId: null });
  });
});

describe('a document that crashes the parser', () => {
  it('is set aside after three crashes, while others go on, and read when it is asked for again', async () => {
    const [dataDir, papers] = [await folders.make(), await folders.make()];
    let deadly = true;
    let crashes = 0;
    let hash = '';
    const test = await openTestEngine({
      dataDir,
      settings: withoutModel,
      change: (ports) => withQuickQueue(ports, dataDir),
      launch: (name) => {
        const handle = launchChildren(name);
        const post = (message: unknown) => {
          handle.post(message);
          const { method, input } = message as { method?: string; input?: { path: string } };
          if (!deadly || method !== 'parse' || !input!.path.endsWith(hash)) return;
          crashes += 1;
          handle.kill();
        };
        return { ...handle, post } satisfies ProcessHandle;
      },
    });
    try {
      await test.call('queue.pause', {});
      const [bad, good] = await test.add([
        await writePaper(papers, 'bad.pdf', maize),
        await writePaper(papers, 'good.pdf', bees),
      ]);
      hash = (await test.call('documents.get', { id: bad! })).blobHash;
      await test.call('queue.resume', {});
      expect(await test.ended(bad!)).toMatchObject({ status: 'failed', error: { code: 'document_crashes' }, crashes: 3 });
      expect(await test.ended(good!)).toMatchObject({ status: 'ready', crashes: 0 });
      expect(crashes).toBe(3);
      const told = test.events.filter((event) => event.type === 'process.crashed');
      expect(told).toEqual(Array(3).fill({ type: 'process.crashed', process: 'parser', restarting: true }));
      deadly = false;
      await test.call('documents.retry', { ids: [bad!] });
      expect(await test.ended(bad!)).toMatchObject({ status: 'ready', error: null, crashes: 0 });
    } finally {
      await test.close();
    }
  });
});

describe('a store process that is killed in the middle of its work', () => {
  it('is started again, and the document is whole and not to blame', async () => {
    const [dataDir, papers] = [await folders.make(), await folders.make()];
    const deadly = new Set(['documents.addPages', 'lexical.add', 'documents.activateRevision', 'vectors.upsert']);
    const test = await openTestEngine({
      dataDir,
      change: async (ports) => {
        ports.embedder = new WordEmbedder();
        await withQuickQueue(ports, dataDir);
      },
      launch: (name) => {
        const handle = launchChildren(name);
        const post = (message: unknown) => {
          handle.post(message);
          if (deadly.delete((message as { method?: string }).method ?? '')) handle.kill();
        };
        return { ...handle, post } satisfies ProcessHandle;
      },
    });
    try {
      const [id] = await test.add([await writePaper(papers, 'maize.pdf', maize)]);
      const document = await test.ended(id!);
      expect(document).toMatchObject({ status: 'ready', vectors: 'complete', crashes: 0, error: null });
      expect(deadly.size).toBe(0);
      const chunks = await test.ports.documents.listChunks(ctx, document.activeRevisionId!, { fromOrdinal: 0, limit: 500 });
      expect(chunks).toHaveLength(document.chunkCount);
      expect(await test.ports.vectors.count(ctx, 'words')).toBe(document.chunkCount);
      expect(await test.ports.lexical.frequencies(ctx, ['fallow'])).toEqual([1 / document.chunkCount]);
    } finally {
      await test.close();
    }
  });
});

describe.skipIf(!hasModel)('a model that arrives later', () => {
  it('gives their vectors to the documents that are there', async () => {
    const [dataDir, papers] = [await folders.make(), await folders.make()];
    const resourcesDir = await resourcesWithoutModels(await folders.make());
    const test = await openTestEngine({ dataDir, resourcesDir });
    try {
      const [id] = await test.add([await writePaper(papers, 'bees.pdf', bees)]);
      expect(await test.ended(id!)).toMatchObject({ status: 'ready', vectors: 'none' });
      expect(await reconcile(test.ports, ctx)).toBe(0);
      expect((await test.call('library.status', {})).embedder).toMatchObject({ available: false });
      await symlink(join(import.meta.dirname, '../../resources/models'), join(resourcesDir, 'models'));
      expect(await reconcile(test.ports, ctx)).toBe(1);
      await test.ports.queue.idle(ingestJob);
      const document = await test.call('documents.get', { id: id! });
      expect(document).toMatchObject({ status: 'ready', vectors: 'complete', chunksEmbedded: document.chunkCount });
      expect((await test.call('search', { query: 'insects that communicate' })).mode).toBe('hybrid');
    } finally {
      await test.close();
    }
  });
});

describe('hub add, killed', () => {
  it('loses no document and takes none twice', async () => {
    const [data, papers] = [await folders.make(), await folders.make()];
    const settings = hasModel ? {} : withoutModel;
    const names = Array.from({ length: 6 }, (_, n) => `${n}.pdf`);
    for (const [n, name] of names.entries()) await writePaper(papers, name, numberedPaper(n, 5));
    const args = ['add', papers, '--data', data, '--json'];
    const serves = (pid: number) =>
      vi.waitFor(async () => expect((await hostOf(data)).pid).toBe(pid), { timeout: 60_000, interval: 10 });
    const moments: ((running: RunningHub) => Promise<unknown>)[] = [
      (running) => serves(running.process.pid!),
      (running) => serves(running.process.pid!).then(() => sleep(200)),
      (running) => running.saw(/"ready"/).then(() => sleep(100)),
      (running) => running.saw(/"ready".*"ready"/s),
    ];
    for (const moment of moments) {
      const running = startHub(args, settings);
      // A quick machine may be done before the moment comes.
      await Promise.race([moment(running).catch(() => undefined), running.ended]);
      running.process.kill('SIGKILL');
      await running.ended;
    }
    const last = await hub(args, settings);
    expect(last.code).toBe(0);
    expect(
      last.lines.map(({ status }) => status as string).filter((status) => status !== 'ready' && status !== 'duplicate'),
    ).toEqual([]);
    const test = await openTestEngine({ dataDir: data });
    try {
      const { items } = await test.call('documents.list', {});
      const vectors = hasModel ? 'complete' : 'none';
      const state = ({ fileName, status, vectors }: Document) => `${fileName} ${status} ${vectors}`;
      expect(items.map(state).sort()).toEqual(names.map((name) => `${name} ready ${vectors}`));
      const chunks = items.reduce((sum, { chunkCount }) => sum + chunkCount, 0);
      for (const [n] of names.entries()) {
        const { passages } = await test.call('search', { query: `v${n}s4p2`, mode: 'lexical' });
        expect(passages.filter(({ text }) => text.includes(`v${n}s4p2`))).toHaveLength(1);
      }
      for (const space of await test.ports.vectors.spaces(ctx)) expect(await test.ports.vectors.count(ctx, space)).toBe(chunks);
      expect(await readdir(join(data, 'blobs/incoming'))).toEqual([]);
    } finally {
      await test.close();
    }
  });
});
