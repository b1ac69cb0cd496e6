import { afterEach, expect, it } from 'vitest';
import type { Logger } from '../ports/Logger.ts';
import type { ProcessHandle } from './Channel.ts';
import { memoryLauncher } from './memoryLauncher.ts';
import { ProcessClient } from './ProcessClient.ts';
import { portHandlers, remotePort } from './remotePort.ts';
import { serve } from './serve.ts';

interface Shelf {
  look(): Promise<string>;
  put(): Promise<string>;
}

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };
let client: ProcessClient | undefined;
afterEach(() => client?.close());

/** A shelf in a process that ends under the first `crashes` calls. */
function shelfThatEnds(crashes: number): Shelf {
  let handle: ProcessHandle;
  let calls = 0;
  const answer = async () => {
    calls += 1;
    if (calls > crashes) return `call ${calls}`;
    handle.kill();
    return await new Promise<string>(() => undefined);
  };
  const launch = memoryLauncher({
    store: (channel) =>
      serve('store', channel, () => portHandlers<Shelf>('shelf', { look: answer, put: answer }, ['look', 'put'])),
  });
  client = new ProcessClient({
    name: 'store',
    config: { dataDir: '/nowhere' },
    log: silent,
    launch: (name) => {
      handle = launch(name);
      return handle;
    },
  });
  return remotePort<Shelf>(client, 'shelf', ['look', 'put'], ['look']);
}

it('asks a read once more when the process ended under it', async () => {
  expect(await shelfThatEnds(1).look()).toBe('call 2');
});

it('gives a read up when the process ends again', async () => {
  await expect(shelfThatEnds(2).look()).rejects.toMatchObject({ code: 'process_crashed' });
});

it('never repeats a write by itself: whether it was done is not known', async () => {
  await expect(shelfThatEnds(1).put()).rejects.toMatchObject({ code: 'process_crashed' });
});
