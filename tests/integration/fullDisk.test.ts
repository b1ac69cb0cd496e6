import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { WaitEvent } from '../../shared/api/routes/documentRoutes.ts';
import { maize } from '../fixtures/pdf/papers.ts';
import { Folders, withoutModel, writePaper } from './support/hub.ts';
import { ctx, Gate, openTestEngine, type TestEngine } from './support/localEngine.ts';
import { SmallDisk } from './support/smallDisk.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const disk = SmallDisk.make(16);
const waits = expect.objectContaining({ code: 'disk_full_waiting' });

describe.skipIf(!disk)('a full disk', () => {
  const folders = new Folders();
  const gate = new Gate();
  let test: TestEngine;

  beforeAll(async () => {
    test = await openTestEngine({
      dataDir: disk!.folder,
      settings: withoutModel,
      change: (ports) => {
        const { parser } = ports;
        ports.parser = {
          concurrency: parser.concurrency,
          version: parser.version,
          parse: async (...args) => {
            const parsed = await parser.parse(...args);
            await gate.pass();
            return parsed;
          },
        };
      },
    });
  });
  afterAll(async () => {
    await test?.close();
    disk?.remove();
    await folders.removeAll();
  });

  // Where not even a failure could be written, everybody waited without a word, and after that for the next sweep.
  it('keeps work waiting, says so, and lets it go on when there is room', async () => {
    gate.close();
    const [id] = await test.add([await writePaper(await folders.make(), 'maize.pdf', maize)]);
    const told: WaitEvent[] = [];
    const wait = test.engine.call('documents.wait', { ids: [id!] }, { ctx, emit: (event) => told.push(event) });
    await vi.waitFor(() => expect(gate.waiting).toBe(1), { timeout: 30_000 });
    disk!.fill();
    gate.open();
    await vi.waitFor(() => expect(told).toEqual([{ type: 'waiting', problem: waits }]), { timeout: 10_000 });
    expect((await test.call('library.status', {})).queue.problem).toEqual(waits);
    disk!.free();
    await wait;
    expect(told.slice(1)).toEqual([{ type: 'ended', document: expect.objectContaining({ id, status: 'ready', error: null }) }]);
    await vi.waitFor(async () => expect((await test.call('library.status', {})).queue.problem).toBeNull());
    await vi.waitFor(() => {
      const problems = test.events.flatMap((event) => (event.type === 'queue.changed' ? [event.problem] : []));
      expect(problems).toContainEqual(waits);
      expect(problems.at(-1)).toBeNull();
    });
  });

  it('refuses what a person writes with its reason, and keeps what was there', async () => {
    const conversation = await test.call('conversations.create', { title: 'Before' });
    disk!.fill();
    const full = { code: 'disk_full' };
    await expect(test.call('conversations.create', { title: 'x'.repeat(200) })).rejects.toMatchObject(full);
    await expect(
      test.call('conversations.ask', { conversationId: conversation.id, parentId: null, question: 'How tall is maize?' }),
    ).rejects.toMatchObject(full);
    await expect(test.call('collections.create', { name: 'New' })).rejects.toMatchObject(full);
    const added = await test.call('documents.add', {
      paths: [await writePaper(await folders.make(), 'other.pdf', { ...maize, title: 'Other' })],
    });
    expect(added.files).toEqual([expect.objectContaining({ status: 'failed', error: expect.objectContaining(full) })]);
    expect((await test.call('search', { query: 'maize' })).passages.length).toBeGreaterThan(0);
    disk!.free();
    expect(await test.call('conversations.list', {})).toMatchObject({ items: [{ id: conversation.id, title: 'Before' }] });
    await test.call('collections.create', { name: 'New' });
  });

  // The question stayed open in the window, with nothing to stop it, and what had been answered was gone.
  it('ends a question whose answer cannot be stored, with the reason', async () => {
    const { id } = await test.call('conversations.create', { title: 'Later' });
    const question = { conversationId: id, parentId: null, question: 'What reduced the grain yield of maize?' };
    const turn = await test.engine.call('conversations.ask', question, {
      ctx,
      emit: ({ type }) => type === 'turn' && disk!.fill(),
    });
    expect(turn).toMatchObject({ state: 'failed', error: { code: 'disk_full' }, finishedAt: expect.any(Number) });
    expect(turn.evidence.length).toBeGreaterThan(0);
    disk!.free();
    expect(await test.call('conversations.ask', { ...question, parentId: turn.id })).toMatchObject({ state: 'done' });
  });
});
