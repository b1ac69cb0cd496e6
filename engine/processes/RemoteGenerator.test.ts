import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newestOf } from '../adapters/local/models/looseModels.ts';
import type { Logger } from '../ports/Logger.ts';
import { nodeLauncher } from './nodeLauncher.ts';
import { ProcessClient } from './ProcessClient.ts';
import { RemoteGenerator } from './RemoteGenerator.ts';

let folder: string;
let clients: ProcessClient[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-gguf-'));
  clients = [];
});
afterEach(() => {
  for (const client of clients) client.close();
  rmSync(folder, { recursive: true, force: true });
});

const newestIn = async (directory: string) => (await newestOf(directory))[0]?.path ?? null;
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };
const options = { signal: new AbortController().signal, onDelta: () => undefined };
const request = { question: 'Who ran?', passages: [{ title: 'A', section: '', text: 'The dog ran home.' }] };

function generatorOf(find: () => Promise<string | null>): RemoteGenerator {
  const launch = nodeLauncher((name) => fileURLToPath(new URL(`./entries/${name}.ts`, import.meta.url)));
  return new RemoteGenerator({
    find,
    start: (modelPath) => {
      const client = new ProcessClient({ name: 'generator', config: { modelPath, threads: 1 }, launch, log: silent });
      clients.push(client);
      return client;
    },
  });
}

test('without a model file it says so; a file put there later is seen', async () => {
  const generator = generatorOf(() => newestIn(folder));
  expect(await generator.unavailable()).toContain('GGUF');
  await expect(generator.generate(request, options)).rejects.toMatchObject({ code: 'generator_unavailable' });
  expect(clients).toHaveLength(0);
  writeFileSync(join(folder, 'A.GGUF'), 'not a model');
  expect(await newestIn(folder)).toBe(join(folder, 'A.GGUF'));
  expect(await generator.unavailable()).toBeNull();
});

test('of several files the one put there last is used, at its first part, also by a generator that runs already', async () => {
  const put = (name: string, changed: number) => {
    writeFileSync(join(folder, name), 'not a model');
    utimesSync(join(folder, name), changed, changed);
  };
  put('old.gguf', 1000);
  const generator = generatorOf(() => newestIn(folder));
  await expect(generator.generate(request, options)).rejects.toMatchObject({ data: { model: 'old.gguf' } });
  put('new-00001-of-00002.gguf', 2000);
  put('new-00002-of-00002.gguf', 3000);
  await expect(generator.generate(request, options)).rejects.toMatchObject({ data: { model: 'new-00001-of-00002.gguf' } });
});

test('a file that is no model is generator_failed, and one that is gone generator_unavailable; the process lives on', async () => {
  const path = join(folder, 'a.gguf');
  writeFileSync(path, 'not a model');
  const generator = generatorOf(async () => path);
  await expect(generator.generate(request, options)).rejects.toMatchObject({ code: 'generator_failed' });
  rmSync(path);
  const pid = clients[0]?.pid;
  await expect(generator.generate(request, options)).rejects.toMatchObject({ code: 'generator_unavailable' });
  expect(clients[0]?.pid).toBe(pid);
});
