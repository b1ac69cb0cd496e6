import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../shared/errors/AppError.ts';
import type { Logger } from '../ports/Logger.ts';
import { memoryLauncher } from './memoryLauncher.ts';
import { ProcessClient } from './ProcessClient.ts';
import { type Handlers, serve } from './serve.ts';

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };
const clients: ProcessClient[] = [];

function clientOf(handlers: Handlers, onChannel?: (post: (message: unknown) => void) => void) {
  let starts = 0;
  const launch = memoryLauncher({
    parser: (channel) => {
      starts += 1;
      serve('parser', channel, () => handlers);
      onChannel?.((message) => channel.post(message));
    },
  });
  let kill: () => void = () => undefined;
  const client = new ProcessClient({
    name: 'parser',
    config: {},
    log: silent,
    launch: (name) => {
      const handle = launch(name);
      kill = () => handle.kill();
      return handle;
    },
  });
  clients.push(client);
  return { client, crash: () => kill(), starts: () => starts };
}

afterEach(() => {
  vi.useRealTimers();
  for (const client of clients.splice(0)) client.close();
});

describe('ProcessClient', () => {
  it('starts the process at the first request only, and answers each request with its own result', async () => {
    const { client, starts } = clientOf({ double: (n: number) => n * 2 });
    expect(starts()).toBe(0);
    expect(await Promise.all([client.request('double', 2), client.request('double', 21)])).toEqual([4, 42]);
    expect(starts()).toBe(1);
  });

  it('delivers events before the result', async () => {
    const { client } = clientOf({
      count: (n: number, call: { emit(event: unknown): void }) => {
        for (let i = 0; i < n; i++) call.emit(i);
        return 'done';
      },
    });
    const events: unknown[] = [];
    expect(await client.request('count', 3, { onEvent: (event) => events.push(event) })).toBe('done');
    expect(events).toEqual([0, 1, 2]);
  });

  it('carries a typed error across, with its code and data', async () => {
    const { client } = clientOf({
      fail: () => {
        throw new AppError('pdf_password_needed', { data: { page: 3 } });
      },
    });
    const error = await client.request('fail', null).catch((caught: unknown) => caught);
    expect(AppError.is(error)).toBe(true);
    expect(error).toMatchObject({ code: 'pdf_password_needed', data: { page: 3 }, retryable: false });
  });

  it('fails the requests of a crash with process_crashed and starts afresh for the next one', async () => {
    const { client, crash, starts } = clientOf({ hang: () => new Promise(() => undefined), ping: () => 'pong' });
    const hanging = client.request('hang', null).catch((caught: unknown) => caught);
    await new Promise((resolve) => setTimeout(resolve, 10));
    crash();
    expect(await hanging).toMatchObject({ code: 'process_crashed', retryable: true });
    expect(await client.request('ping', null)).toBe('pong');
    expect(starts()).toBe(2);
  });

  it('kills a process whose request falls silent, and an event keeps it alive', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let tick: () => void = () => undefined;
    const { client } = clientOf({
      work: (_input: null, call: { emit(event: unknown): void }) => {
        tick = () => call.emit('still here');
        return new Promise(() => undefined);
      },
    });
    const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));
    let failure: unknown;
    client.request('work', null).catch((caught: unknown) => {
      failure = caught;
    });
    await turn();
    vi.advanceTimersByTime(client.definition.silenceMs - 1);
    tick();
    await turn();
    vi.advanceTimersByTime(client.definition.silenceMs - 1);
    await turn();
    expect(failure).toBeUndefined();
    vi.advanceTimersByTime(2);
    await turn();
    expect(failure).toMatchObject({ code: 'deadline_exceeded' });
  });

  // A first start on a busy machine took longer than a page may: the paper was given up before it was opened.
  it('gives a process time to come up before it counts silence', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let come: () => void = () => undefined;
    const launch = memoryLauncher({
      parser: (channel) => {
        const early: unknown[] = [];
        let listener = (message: unknown) => void early.push(message);
        channel.onMessage((message) => listener(message));
        come = () => {
          const late = { ...channel, onMessage: (next: typeof listener) => (listener = next) };
          serve('parser', late, () => ({ work: () => 'done' }));
          for (const message of early) listener(message);
        };
      },
    });
    const client = new ProcessClient({ name: 'parser', config: {}, log: silent, launch });
    clients.push(client);
    const work = client.request('work', null);
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    vi.advanceTimersByTime(client.definition.silenceMs * 2);
    come();
    expect(await work).toBe('done');
  });

  it('aborts the handler when the caller gives up, without waiting for it', async () => {
    let aborted = false;
    const { client } = clientOf({
      hang: (_input: null, call: { signal: AbortSignal }) => {
        call.signal.addEventListener('abort', () => {
          aborted = true;
        });
        return new Promise(() => undefined);
      },
      ping: () => 'pong',
    });
    const controller = new AbortController();
    const hanging = client.request('hang', null, { signal: controller.signal }).catch((caught: unknown) => caught);
    await client.request('ping', null);
    controller.abort();
    expect(await hanging).toMatchObject({ code: 'cancelled' });
    await client.request('ping', null);
    expect(aborted).toBe(true);
  });

  it('drops a frame that is not valid and goes on', async () => {
    let post: (message: unknown) => void = () => undefined;
    const { client } = clientOf({ ping: () => 'pong' }, (send) => {
      post = send;
    });
    await client.request('ping', null);
    post({ type: 'result', id: 'not a number' });
    post('nonsense');
    expect(await client.request('ping', null)).toBe('pong');
  });

  it('refuses requests once closed', async () => {
    const { client } = clientOf({ ping: () => 'pong' });
    client.close();
    expect(await client.request('ping', null).catch((caught: unknown) => caught)).toMatchObject({ code: 'shutting_down' });
  });
});
