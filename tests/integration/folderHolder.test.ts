import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SqliteJobQueue } from '../../engine/adapters/local/SqliteJobQueue.ts';
import { connectSocket } from '../../engine/adapters/local/socket/socketClient.ts';
import { type SocketServer, serveSocket } from '../../engine/adapters/local/socket/socketServer.ts';
import { MemoryEventBus } from '../../engine/adapters/memory/MemoryEventBus.ts';
import type { Engine } from '../../engine/Engine.ts';
import { ingestJob } from '../../engine/jobs/ingestJobs.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import { numberedPaper } from '../fixtures/pdf/papers.ts';
import { Folders, hostOf, hub, killLeftovers, startHub, withoutModel, writePaper } from './support/hub.ts';

// Each command starts processes of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folders = new Folders();
afterAll(async () => {
  killLeftovers();
  await folders.removeAll();
});

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

/** A data folder whose queue is paused: what is added there waits, and `hub add` with it. */
async function pausedFolder(): Promise<string> {
  // Deeper than the 108 characters a socket's address may have.
  const data = join(await folders.make(), 'a folder with a long name '.repeat(3), 'and another one below it '.repeat(3));
  await mkdir(data, { recursive: true });
  const queue = SqliteJobQueue.open(join(data, 'queue.sqlite'));
  await queue.pause(ingestJob);
  await queue.close({ timeoutMs: 0 });
  return data;
}

async function resume(data: string): Promise<void> {
  const client = await connectSocket(data);
  await client!.request('queue.resume', {});
  client!.close();
}

describe('a folder that one process holds', () => {
  let papers: string[];
  const run = (data: string, ...args: string[]) => hub([...args, '--data', data, '--json'], withoutModel);
  const start = (data: string, ...args: string[]) => startHub([...args, '--data', data, '--json'], withoutModel);

  beforeAll(async () => {
    const folder = await folders.make();
    papers = await Promise.all([1, 2, 3].map((n) => writePaper(folder, `${n}.pdf`, numberedPaper(n))));
  });

  it('is reached by other commands over its socket, which is the owner’s alone', async () => {
    const data = await pausedFolder();
    const holder = start(data, 'add', papers[0]!);
    await holder.saw(/paused/);
    const { pid, socket } = await hostOf(data);
    expect(pid).toBe(holder.process.pid);
    expect(await modeOf(join(data, 'host.json'))).toBe('600');
    expect(await modeOf(dirname(socket))).toBe('700');
    const [list, status] = await Promise.all([run(data, 'list'), run(data, 'status')]);
    expect(list.lines).toMatchObject([{ fileName: '1.pdf', status: 'queued' }]);
    expect(status.lines).toMatchObject([{ documents: { queued: 1 }, queue: { queued: 1, running: 0, paused: true } }]);
    await resume(data);
    const ended = await holder.ended;
    expect([ended.lines, ended.code]).toMatchObject([[{ status: 'ready' }], 0]);
    expect(existsSync(join(data, 'host.json'))).toBe(false);
    expect(existsSync(dirname(socket))).toBe(false);
  });

  it('is free at once when its holder is killed, and another command that worked through it goes on', async () => {
    const data = await pausedFolder();
    const holder = start(data, 'add', papers[0]!);
    await holder.saw(/paused/);
    const other = start(data, 'add', papers[1]!);
    await other.saw(/paused/);
    holder.process.kill('SIGKILL');
    await holder.ended;
    // The other one is the holder now, or about to be; the first document is its to finish too.
    await vi.waitFor(async () => expect((await hostOf(data)).pid).toBe(other.process.pid), { timeout: 60_000, interval: 50 });
    await resume(data);
    const ended = await other.ended;
    expect([ended.lines, ended.code]).toMatchObject([[{ file: papers[1], status: 'ready' }], 0]);
    // Done by now, or gone on with and waited for.
    const added = await run(data, 'add', papers[0]!);
    expect(['ready', 'duplicate']).toContain(added.lines[0]!.status);
    const list = await run(data, 'list');
    expect(list.lines.map(({ fileName, status }) => `${fileName} ${status}`)).toEqual(['2.pdf ready', '1.pdf ready']);
  });

  it('is not blocked by what a dead holder left behind', async () => {
    const data = await pausedFolder();
    const holder = start(data, 'add', papers[2]!);
    await holder.saw(/paused/);
    holder.process.kill('SIGKILL');
    await holder.ended;
    const { pid, socket } = await hostOf(data);
    expect(pid).toBe(holder.process.pid);
    const list = await run(data, 'list');
    expect([list.lines, list.code]).toMatchObject([[{ fileName: '3.pdf', status: 'queued' }], 0]);
    expect(existsSync(dirname(socket))).toBe(false);
  });

  it('is left in order by a command that is interrupted', async () => {
    const data = await pausedFolder();
    const holder = start(data, 'add', papers[0]!);
    await holder.saw(/paused/);
    holder.process.kill('SIGINT');
    const ended = await holder.ended;
    expect([ended.lines, ended.code]).toMatchObject([[{ error: { code: 'cancelled' } }], 1]);
    expect(existsSync(join(data, 'host.json'))).toBe(false);
  });

  it('keeps its documents from harm when Ctrl-C reaches every process of the command', async () => {
    const data = await folders.make();
    const holder = start(data, 'add', ...papers);
    await holder.saw(/"ready"/);
    process.kill(-holder.process.pid!, 'SIGINT');
    const ended = await holder.ended;
    expect(ended.stderr).not.toContain('ended unexpectedly');
    const list = await run(data, 'list');
    expect(list.lines).toHaveLength(3);
    for (const { status, crashes } of list.lines) expect([status === 'failed', crashes]).toEqual([false, 0]);
  });

  it('ends in order when nobody reads what it tells', async () => {
    const data = await pausedFolder();
    const holder = start(data, 'add', papers[0]!);
    await holder.saw(/paused/);
    holder.process.stdout!.destroy();
    await resume(data);
    const ended = await holder.ended;
    expect(ended.stderr).not.toContain('EPIPE');
    expect(existsSync(join(data, 'host.json'))).toBe(false);
  });

  it('serves commands that come at the same moment, whichever of them holds it', async () => {
    const data = await folders.make();
    const runs = await Promise.all([1, 2, 3].map(() => run(data, 'status')));
    for (const { code, lines } of runs) expect([code, lines]).toMatchObject([0, [{ documents: {} }]]);
  });
});

describe('the socket', () => {
  /** Calls the engine has been asked for and not answered yet, by the query they carry. */
  const calls = new Map<string, { signal: AbortSignal; answer(): void }>();
  const engine: Engine = {
    events: new MemoryEventBus(),
    openBlob: () => Promise.reject(new AppError('not_found')),
    blobFile: () => Promise.reject(new AppError('not_found')),
    start: async () => undefined,
    close: async () => undefined,
    call: (route, input, { ctx }) =>
      new Promise((resolve, reject) => {
        if (route !== 'search') throw new AppError('forbidden');
        const { query } = input as { query: string };
        ctx.signal.addEventListener('abort', () => reject(ctx.signal.reason));
        calls.set(query, { signal: ctx.signal, answer: () => resolve({ ms: 1, mode: 'lexical', passages: [] } as never) });
      }),
  };
  let data: string;
  let server: SocketServer;
  let raw: Socket;
  let received: string;

  beforeEach(async () => {
    calls.clear();
    data = await folders.make();
    server = await serveSocket(engine, data);
    raw = connect((await hostOf(data)).socket);
    received = '';
    raw.setEncoding('utf8').on('data', (text: string) => {
      received += text;
    });
    raw.on('error', () => undefined);
    await once(raw, 'connect');
  });
  afterEach(async () => {
    raw.destroy();
    await server.close(0);
  });

  const frames = () =>
    received
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  const asked = (query: string) => vi.waitFor(() => expect(calls.has(query)).toBe(true));

  it('passes over what is no frame and goes on', async () => {
    raw.write('hello\n\n{"id":"one","route":"search"}\n[]\n{"cancel":77}\n"\\ud800\n');
    raw.write(`${JSON.stringify({ id: 1, route: 'search', input: { query: 'maize' } })}\n`);
    await asked('maize');
    calls.get('maize')!.answer();
    await vi.waitFor(() => expect(frames()).toEqual([{ id: 1, data: { ms: 1, mode: 'lexical', passages: [] } }]));
  });

  it('refuses routes that are not for commands', async () => {
    const refused = ['documents.addDropped', 'host.choosePdfs', 'constructor', '__proto__', 'nonsense'];
    for (const [id, route] of refused.entries()) raw.write(`${JSON.stringify({ id, route, input: { handles: ['x'] } })}\n`);
    await vi.waitFor(() => expect(frames()).toHaveLength(refused.length));
    for (const frame of frames()) expect(frame).toMatchObject({ error: { code: 'not_found' } });
  });

  it('carries a typed error with what to do', async () => {
    const client = (await connectSocket(data))!;
    await expect(client.request('library.status', {})).rejects.toMatchObject({ code: 'forbidden', kind: 'user' });
    client.close();
  });

  it('cancels the calls of a client that goes away, and no others', async () => {
    const client = (await connectSocket(data))!;
    const mine = client.request('search', { query: 'mine' });
    raw.write(`${JSON.stringify({ id: 1, route: 'search', input: { query: 'theirs' } })}\n`);
    await Promise.all([asked('mine'), asked('theirs')]);
    raw.destroy();
    await vi.waitFor(() => expect(calls.get('theirs')!.signal.aborted).toBe(true));
    expect(calls.get('mine')!.signal.aborted).toBe(false);
    calls.get('mine')!.answer();
    expect(await mine).toMatchObject({ passages: [] });
    client.close();
  });

  it('cancels one call of a client, also one cancelled before it was made', async () => {
    const client = (await connectSocket(data))!;
    const controller = new AbortController();
    const given = client.request('search', { query: 'given up' }, { signal: controller.signal }).catch((error) => error);
    const kept = client.request('search', { query: 'kept' });
    await Promise.all([asked('given up'), asked('kept')]);
    controller.abort();
    expect(await given).toMatchObject({ code: 'cancelled' });
    await expect(client.request('search', { query: 'late' }, { signal: controller.signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
    calls.get('kept')!.answer();
    expect(await kept).toMatchObject({ passages: [] });
    client.close();
  });

  // The reader of lines passes the socket's errors on; with nobody to hear them they end the process.
  it('outlives a connection that breaks with answers under way', async () => {
    const client = connect((await hostOf(data)).socket);
    for (let id = 0; id < 20_000; id++) client.write(`${JSON.stringify({ id, route: 'nonsense', input: {} })}\n`);
    await vi.waitFor(() => expect(client.readableLength).toBeGreaterThan(0));
    client.destroy();
    await once(client, 'close');
    raw.write(`${JSON.stringify({ id: 1, route: 'nonsense', input: {} })}\n`);
    await vi.waitFor(() => expect(frames()).toHaveLength(1), { timeout: 10_000 });
  });

  it('fails the calls of a client whose holder goes away', async () => {
    const client = (await connectSocket(data))!;
    const waiting = client.request('search', { query: 'never' }).catch((error) => error);
    await asked('never');
    await server.close(0);
    expect(await waiting).toMatchObject({ code: 'connection_lost' });
    await expect(client.request('search', { query: 'later' })).rejects.toMatchObject({ code: 'connection_lost' });
  });

  it('fails the calls of a client whose holder says what it does not understand', async () => {
    const stranger = createServer((socket) => socket.end('{"id":1,"error":{"code":"from_the_future"}}\n'));
    await once(stranger.listen(join(data, 'stranger.sock')), 'listening');
    await writeFile(join(data, 'host.json'), JSON.stringify({ pid: 1, socket: join(data, 'stranger.sock') }));
    const client = (await connectSocket(data))!;
    await expect(client.request('search', { query: 'maize' })).rejects.toMatchObject({ code: 'unexpected' });
    stranger.close();
  });
});
