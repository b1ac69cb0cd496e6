import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type HubServer, startHubServer } from '../fixtures/hubServer.ts';

const root = join(import.meta.dirname, '../..');
const id = 'qwen2.5-0.5b-instruct';
const path = 'qwen2.5-0.5b-instruct-q4_k_m.gguf';
const model = randomBytes(4_000_000);

let folder: string;
let hub: HubServer;
let child: ChildProcess | undefined;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hub-kill-'));
  hub = await startHubServer('Qwen/Qwen2.5-0.5B-Instruct-GGUF', { [path]: model });
});
afterEach(() => {
  child?.kill('SIGKILL');
  hub.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the `hub` command on this test's folder, with this test's server in place of the hub. */
function start(...args: string[]): ChildProcess {
  child = spawn(process.execPath, [join(root, 'cli/hub.ts'), '--data', folder, '--json', 'models', ...args], {
    env: { ...process.env, HUB_MODEL_MIRROR: hub.url },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return child;
}

async function run(...args: string[]): Promise<Record<string, unknown>[]> {
  const started = start(...args);
  let output = '';
  started.stdout?.on('data', (data) => {
    output += String(data);
  });
  await once(started, 'close');
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const fetches = () => hub.requests.filter((request) => request.startsWith('GET storage'));
const stateOf = async () => (await run('list')).find((one) => one.id === id);

test('a download that is killed at any moment goes on where it was, and what comes of it is whole', {
  timeout: 180_000,
}, async () => {
  hub.slowMs = 25;
  for (let kills = 1; kills <= 3; kills++) {
    const killed = start('install', id);
    while (fetches().length < kills) await sleep(5);
    await sleep(Math.random() * 400);
    killed.kill('SIGKILL');
    await once(killed, 'close');
    expect(await stateOf()).toMatchObject({ state: expect.stringMatching(/^(partial|available)$/) });
  }
  hub.slowMs = 0;
  expect((await run('install', id)).at(-1)).toMatchObject({ id, state: 'installed', sizeBytes: model.length });
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  expect(sha256(readFileSync(join(folder, 'models', id, path)))).toBe(sha256(model));
  // Asked of the branch once; every later try went by what was fixed then.
  expect(hub.requests.filter((request) => request.startsWith('HEAD'))).toHaveLength(1);
  expect(
    fetches()
      .slice(1)
      .some((request) => request.includes('bytes=')),
  ).toBe(true);
});
