import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SqliteJobQueue } from '../../engine/adapters/local/SqliteJobQueue.ts';
import type { StageRun } from '../../shared/domain/inspection.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import { maize, numberedPaper } from '../fixtures/pdf/papers.ts';
import { Folders, writePaper } from './support/hub.ts';
import { openTestEngine, type TestEngine, WordEmbedder } from './support/localEngine.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

describe('the ledger of a document', () => {
  const folders = new Folders();
  const embedder = new WordEmbedder();
  let test: TestEngine;
  let papers: string;

  beforeAll(async () => {
    papers = await folders.make();
    const dataDir = await folders.make();
    test = await openTestEngine({
      dataDir,
      change: async (ports) => {
        ports.embedder = embedder;
        await ports.queue.close({ timeoutMs: 0 });
        ports.queue = SqliteJobQueue.open(join(dataDir, 'queue.sqlite'), { backoffMs: () => 50 });
      },
    });
  });
  beforeEach(() => {
    embedder.embedded.length = 0;
  });
  afterEach(() => {
    embedder.failure = null;
    embedder.gate.open();
  });
  afterAll(async () => {
    await test?.close();
    await folders.removeAll();
  });

  const addReady = async (n: number) => {
    const [id] = await test.add([await writePaper(papers, `${n}.pdf`, numberedPaper(n, 2))]);
    await test.ended(id!);
    return id!;
  };
  const inspect = (id: string) => test.call('documents.inspect', { id });
  const told = (runs: StageRun[]) => runs.map(({ stage, outcome }) => `${stage} ${outcome}`);

  it('tells every stage with its time and what it made', async () => {
    const before = Date.now();
    const { ledger, document } = await inspect(await addReady(1));
    expect(told(ledger)).toEqual(['parse done', 'chunk done', 'embed done', 'publish done']);
    const { chunkCount: chunks } = document;
    expect(ledger.map(({ counts }) => counts)).toEqual([{ pages: 2 }, { pages: 2, chunks }, { chunks, vectors: chunks }, {}]);
    for (const [i, { startedAt, durationMs }] of ledger.entries()) {
      expect(startedAt).toBeGreaterThanOrEqual(i === 0 ? before : ledger[i - 1]!.startedAt + ledger[i - 1]!.durationMs);
      expect(startedAt + durationMs).toBeLessThanOrEqual(Date.now());
    }
  });

  // Vectors that were there counted as done, so that asking for them again did nothing.
  it('shows vectors computed again, from the same reading', async () => {
    const id = await addReady(2);
    const first = await inspect(id);
    embedder.embedded.length = 0;
    await test.call('documents.retry', { ids: [id], stage: 'embed' });
    const again = await test.ended(id);
    const { chunkCount } = first.document;
    expect(again).toMatchObject({ status: 'ready', vectors: 'complete', chunkCount, chunksEmbedded: chunkCount, pagesDone: 2 });
    expect(again.activeRevisionId).toBe(first.document.activeRevisionId);
    expect(embedder.embedded).toHaveLength(chunkCount);
    const { ledger, pages } = await inspect(id);
    expect(pages).toEqual(first.pages);
    expect(told(ledger.slice(4))).toEqual(['embed done', 'publish done']);
    expect(ledger[4]!.counts).toEqual({ chunks: chunkCount, vectors: chunkCount });
  });

  it('keeps the tries that failed, with their reason', async () => {
    embedder.failure = new AppError('model_failed');
    const [id] = await test.add([await writePaper(papers, '3.pdf', numberedPaper(3, 1))]);
    await vi.waitFor(async () => expect(told((await inspect(id!)).ledger)).toContain('embed failed'));
    embedder.failure = null;
    await test.ended(id!);
    const { ledger } = await inspect(id!);
    expect(ledger.find(({ outcome }) => outcome === 'failed')).toMatchObject({ stage: 'embed', error: { code: 'model_failed' } });
    expect(told(ledger).filter((run) => !run.includes('failed'))).toEqual([
      'parse done',
      'chunk done',
      'embed done',
      'publish done',
    ]);
  });

  it('says when somebody stopped a stage', async () => {
    embedder.gate.close();
    const [id] = await test.add([await writePaper(papers, '4.pdf', numberedPaper(4, 1))]);
    await vi.waitFor(() => expect(embedder.gate.waiting).toBe(1), { timeout: 30_000 });
    await test.call('documents.cancel', { ids: [id!] });
    expect(told((await inspect(id!)).ledger).at(-1)).toBe('embed stopped');
  });

  it('of a paper that cannot be read tells why, though there are no pages', async () => {
    const [id] = await test.add([await writePaper(papers, 'locked.pdf', { ...maize, password: 'open' })]);
    await test.ended(id!);
    const { ledger, pages } = await inspect(id!);
    expect(pages).toEqual([]);
    expect(ledger).toMatchObject([{ stage: 'parse', outcome: 'failed', error: { code: 'pdf_password_needed' } }]);
    // There are no vectors to compute again before something was read.
    await test.call('documents.retry', { ids: [id!], stage: 'embed', password: 'open' });
    expect(await test.ended(id!)).toMatchObject({ status: 'ready', vectors: 'complete' });
    expect(told((await inspect(id!)).ledger.slice(1))).toEqual(['parse done', 'chunk done', 'embed done', 'publish done']);
  });

  // Pages that hold no text were forgotten with the retry, and the paper shown as whole.
  it('computing vectors again leaves a partial paper partial', async () => {
    const [id] = await test.add([await writePaper(papers, 'half.pdf', { ...numberedPaper(5, 1), drawings: 1 })]);
    const first = await test.ended(id!);
    expect(first).toMatchObject({ status: 'partial', error: { pages: [2] } });
    await test.call('documents.retry', { ids: [id!], stage: 'embed' });
    expect(await test.ended(id!)).toMatchObject({ status: 'partial', error: first.error });
  });
});
