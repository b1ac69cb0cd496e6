import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commit, type HubServer, startHubServer } from '../../../../tests/fixtures/hubServer.ts';
import type { InstallProgress } from '../../../ports/ModelStore.ts';
import { FileModelStore } from '../FileModelStore.ts';

const id = 'lab/reranker';
const weights = 'onnx/model.onnx';
const contents = { 'config.json': Buffer.from('{"model_type":"bert"}'), [weights]: randomBytes(1_500_000) };
/** As the catalogue has it: names, and sizes that are a guess. */
const entry = {
  id,
  task: 'reranking',
  title: 'Lab reranker',
  about: '',
  licence: { name: 'MIT', url: 'https://example.org/mit' },
  memory: 1,
  files: Object.keys(contents).map((path) => ({ path, approximateSize: 999 })),
  weights,
  dtype: 'fp32',
  maxTokens: 16,
  from: { hub: { repo: id, revision: 'main' } },
};

let root: string;
let hub: HubServer;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'hub-install-'));
  writeFileSync(join(root, 'models.json'), JSON.stringify({ defaultEmbedder: id, models: [entry] }));
  hub = await startHubServer(id, contents);
});
afterEach(() => {
  hub.close();
  rmSync(root, { recursive: true, force: true });
});

const open = (freeBytes = 1e12) =>
  FileModelStore.open({
    modelsFile: join(root, 'models.json'),
    directories: [join(root, 'mine')],
    hubUrl: hub.url,
    freeBytes: async () => freeBytes,
  });
const file = (path: string) => join(root, 'mine', id, path);
const never = new AbortController().signal;

async function install(signal = never, onProgress: (done: InstallProgress) => void = () => undefined) {
  return await (await open()).install(id, { signal, onProgress });
}
const state = async () => (await (await open()).list())[0]!;
const asked = (what: string) => hub.requests.filter((request) => request.startsWith(what));

test('a file known by name only is fixed at the hub’s commit, checked against what the hub declares, and recorded', async () => {
  const { manifest } = await install();
  expect(readFileSync(file(weights))).toEqual(contents[weights]);
  expect(manifest.files.map(({ size }) => size)).toEqual([21, 1_500_000]);
  // The branch is asked once; all that follows is of the commit it stood for.
  expect(hub.requests.filter((request) => request.includes('/main/'))).toHaveLength(1);
  expect(await state()).toMatchObject({ standing: 'installed', revision: commit, size: { bytes: 1_500_021, exact: true } });
});

test('what was recorded holds from then on: a file that changes is not used, whatever the hub has by now', async () => {
  await install();
  const changed = Buffer.from(contents[weights]!);
  changed[7]! ^= 1;
  writeFileSync(file(weights), changed);
  hub.files.set(weights, changed);
  await expect((await open()).locate(id)).rejects.toMatchObject({ code: 'model_corrupt' });
  expect(await state()).toMatchObject({ standing: 'corrupt' });
  // Repaired only with the bytes recorded.
  await expect(install()).rejects.toMatchObject({ code: 'model_corrupt' });
  hub.files.set(weights, contents[weights]!);
  await install();
  expect(readFileSync(file(weights))).toEqual(contents[weights]);
});

test.each(Object.keys(contents))(
  'bytes of %s that are not those the hub declares are refused and deleted, and the next try asks anew',
  async (path) => {
    hub.wrong.add(path);
    await expect(install()).rejects.toMatchObject({ code: 'model_corrupt' });
    expect(existsSync(file(path))).toBe(false);
    expect(existsSync(`${file(path)}.part`)).toBe(false);
    expect((await state()).size.bytes).toBeGreaterThan(0);
    hub.wrong.clear();
    await install();
  },
);

test('a paused installation shows what has come, and a new start of the app goes on from there, at the same commit', async () => {
  const pause = new AbortController();
  hub.slowMs = 5;
  const paused = install(pause.signal, ({ bytes }) => bytes > 300_000 && pause.abort());
  await expect(paused).rejects.toMatchObject({ code: 'cancelled' });
  const { standing, bytesHere, size } = await state();
  expect({ standing, size }).toEqual({ standing: 'partial', size: { bytes: 1_500_021, exact: true } });
  expect(bytesHere).toBeGreaterThan(300_000);
  hub.slowMs = 0;
  hub.requests.length = 0;
  await install();
  expect(asked('HEAD')).toHaveLength(0);
  expect(asked('GET storage')).toEqual([expect.stringContaining(`bytes=${bytesHere - 21}-`)]);
  expect(readFileSync(file(weights))).toEqual(contents[weights]);
});

test('a storage server that breaks off again and again is taken up each time', async () => {
  hub.cutAfter = 600_000;
  await install();
  expect(asked('GET storage')).toHaveLength(3);
  expect(readFileSync(file(weights))).toEqual(contents[weights]);
});

test('a part that does not go with what the server has (416) is begun again', async () => {
  mkdirSync(dirname(file(weights)), { recursive: true });
  writeFileSync(`${file(weights)}.part`, randomBytes(1_499_999));
  hub.noRest = true;
  await install();
  expect(readFileSync(file(weights))).toEqual(contents[weights]);
});

test.each([
  [404, /HTTP 404/],
  [401, /wants an account/],
  [500, /HTTP 500/],
])('a hub that answers %d is told of in words', async (status, message) => {
  hub.status = status;
  await expect(install()).rejects.toMatchObject({ code: 'model_download_failed', message: expect.stringMatching(message) });
});

test('a hub that is gone, before or in the middle, is model_download_failed, and what had come stays', async () => {
  hub.slowMs = 5;
  await expect(install(never, ({ bytes }) => bytes > 300_000 && hub.close())).rejects.toMatchObject({
    code: 'model_download_failed',
  });
  expect((await state()).bytesHere).toBeGreaterThan(300_000);
  await expect(install()).rejects.toMatchObject({ code: 'model_download_failed' });
});

test('a server that does not say what a file holds is not trusted', async () => {
  hub.status = 204;
  await expect(install()).rejects.toMatchObject({ message: expect.stringContaining('cannot be checked') });
});

test('too little space is told before a byte is fetched, and only what is still to come counts', async () => {
  const store = await open(201_000_000);
  const options = { signal: never, onProgress: () => undefined };
  await expect(store.install(id, options)).rejects.toMatchObject({
    code: 'disk_full',
    message: 'There is too little space on the disk: 2 MB are needed and 201 MB are free.',
  });
  expect(asked('GET')).toHaveLength(0);
  mkdirSync(dirname(file(weights)), { recursive: true });
  writeFileSync(`${file(weights)}.part`, contents[weights]!.subarray(0, 1_000_000));
  await store.install(id, options);
});

test.skipIf(!existsSync('/dev/full'))('a disk that fills up in the middle is disk_full', async () => {
  mkdirSync(dirname(file(weights)), { recursive: true });
  symlinkSync('/dev/full', `${file(weights)}.part`);
  await expect(install()).rejects.toMatchObject({ code: 'disk_full' });
});

test('a folder fetched elsewhere is imported as a model: recorded, and held from then on', async () => {
  const source = join(root, 'usb-stick');
  for (const [path, bytes] of Object.entries(contents)) {
    mkdirSync(dirname(join(source, path)), { recursive: true });
    writeFileSync(join(source, path), bytes);
  }
  const store = await open();
  await expect(store.import(source)).rejects.toMatchObject({ code: 'model_not_recognised' });
  expect(await store.import(source, { modelId: id })).toBe(id);
  expect(await state()).toMatchObject({ standing: 'installed', revision: null });
  expect(hub.requests).toEqual([]);
  rmSync(join(source, 'config.json'));
  await expect(store.import(source, { modelId: id })).rejects.toMatchObject({
    code: 'model_not_recognised',
    message: 'The folder does not hold Lab reranker: config.json is missing.',
  });
  await expect(store.import(join(root, 'nowhere'))).rejects.toMatchObject({ code: 'file_not_found' });
});

test('a model is removed with all that has come of it, and what is not there is told', async () => {
  const store = await open();
  await expect(store.remove(id)).rejects.toMatchObject({ code: 'model_missing' });
  await install();
  await store.remove(id);
  expect(existsSync(join(root, 'mine', id))).toBe(false);
  expect(await state()).toMatchObject({ standing: 'available', bytesHere: 0 });
  mkdirSync(dirname(file(weights)), { recursive: true });
  writeFileSync(`${file(weights)}.part`, 'half');
  await store.remove(id);
  expect(await state()).toMatchObject({ standing: 'available', bytesHere: 0 });
});

test('a language model file put here by hand is a model, and is removed as one', async () => {
  const source = join(root, 'chat.gguf');
  writeFileSync(source, Buffer.concat([Buffer.from('GGUF\u0003\0\0\0'), Buffer.alloc(64)]));
  const store = await open();
  expect(await store.import(source)).toBe('chat.gguf');
  expect((await store.list()).at(-1)).toMatchObject({
    id: 'chat.gguf',
    task: 'generation',
    standing: 'installed',
    removable: true,
  });
  expect((await store.languageModel(null))?.path).toBe(join(root, 'mine', 'chat.gguf'));
  expect((await store.languageModel('gone.gguf'))?.id).toBe('chat.gguf');
  await store.remove('chat.gguf');
  expect(await store.languageModel(null)).toBeNull();
  expect(statSync(source).size).toBe(72);
});
