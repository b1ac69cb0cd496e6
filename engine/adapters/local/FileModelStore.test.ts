import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ModelsFile } from '../../../shared/config/models.ts';
import { FileModelStore } from './FileModelStore.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const contents: Record<string, Buffer> = {
  'config.json': Buffer.from('{"model_type":"bert"}'),
  'onnx/model.onnx': randomBytes(3_000_000),
};
const id = 'lab/tiny';
const modelsFile: ModelsFile = {
  defaultEmbedder: id,
  models: [
    {
      id,
      task: 'embedding',
      title: 'Tiny',
      about: '',
      licence: { name: 'MIT', url: 'https://example.org/mit' },
      memory: 1,
      files: Object.entries(contents).map(([path, bytes]) => ({ path, size: bytes.length, sha256: sha256(bytes) })),
      weights: 'onnx/model.onnx',
      dtype: 'fp32',
      dimensions: 8,
      pooling: 'mean',
      normalize: true,
      maxTokens: 16,
      prefix: { query: '', document: '' },
      from: { hub: { repo: 'lab/tiny', revision: 'abc' } },
    },
  ],
};

let root: string;
let server: Server;
let requests: { url: string; range: string | undefined }[];
/** Answers a request in place of the well-behaved server; false leaves it to that. */
let misbehave: (request: IncomingMessage, response: ServerResponse, bytes: Buffer) => boolean;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'hub-models-'));
  writeFileSync(join(root, 'models.json'), JSON.stringify(modelsFile));
  requests = [];
  misbehave = () => false;
  server = createServer((request, response) => {
    const url = request.url ?? '';
    requests.push({ url, range: request.headers.range });
    const bytes = contents[url.replace('/lab/tiny/resolve/abc/', '')];
    if (!bytes) return void response.writeHead(404).end('Entry not found');
    if (misbehave(request, response, bytes)) return;
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (from > 0) response.writeHead(206, { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` });
    response.end(bytes.subarray(from));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(root, { recursive: true, force: true });
});

const open = () =>
  FileModelStore.open({
    modelsFile: join(root, 'models.json'),
    directories: [join(root, 'downloaded'), join(root, 'shipped')],
    hubUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
const weightsIn = (folder: string) => join(root, folder, id, 'onnx/model.onnx');

function install(folder: string, change: Record<string, Buffer> = {}): void {
  for (const [path, bytes] of Object.entries({ ...contents, ...change })) {
    const file = join(root, folder, id, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}

async function download(signal = new AbortController().signal, onProgress: (bytes: number) => void = () => undefined) {
  const store = await open();
  return store.install(id, { signal, onProgress: ({ bytes }) => onProgress(bytes) });
}

/** Sends `count` bytes and breaks the connection. */
function breakAfter(response: ServerResponse, bytes: Buffer, from: number, count: number): true {
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': bytes.length - from });
  response.write(bytes.subarray(from, from + count), () => setTimeout(() => response.destroy(), 20));
  return true;
}

test('a model is found in any of the folders; one that is nowhere is model_missing', async () => {
  const store = await open();
  await expect(store.locate(id)).rejects.toMatchObject({ code: 'model_missing' });
  expect(await store.list()).toMatchObject([{ standing: 'available', directory: null }]);
  install('shipped');
  expect((await store.locate(id)).directory).toBe(join(root, 'shipped', id));
  expect(await store.list()).toMatchObject([{ standing: 'installed', directory: join(root, 'shipped', id) }]);
  await expect(store.locate('lab/other')).rejects.toMatchObject({ code: 'model_missing' });
});

test('a folder with a file too few is not a model, and a good copy elsewhere is used', async () => {
  install('downloaded');
  rmSync(join(root, 'downloaded', id, 'config.json'));
  await expect((await open()).locate(id)).rejects.toMatchObject({ code: 'model_missing' });
  install('shipped');
  expect((await (await open()).locate(id)).directory).toBe(join(root, 'shipped', id));
});

test('other bytes are model_corrupt: of another size, and of the same', async () => {
  const weights = contents['onnx/model.onnx'] as Buffer;
  install('shipped', { 'onnx/model.onnx': weights.subarray(1) });
  await expect((await open()).locate(id)).rejects.toMatchObject({ code: 'model_corrupt' });
  const flipped = Buffer.from(weights);
  flipped[1234]! ^= 1;
  install('shipped', { 'onnx/model.onnx': flipped });
  await expect((await open()).locate(id)).rejects.toMatchObject({ code: 'model_corrupt' });
});

test('a checked file that changes later is noticed, also with its size and time kept', async () => {
  install('shipped');
  const store = await open();
  await store.locate(id);
  const path = weightsIn('shipped');
  const { atime, mtime } = statSync(path);
  const flipped = Buffer.from(contents['onnx/model.onnx'] as Buffer);
  flipped[0]! ^= 1;
  writeFileSync(path, flipped);
  utimesSync(path, atime, mtime);
  await expect(store.locate(id)).rejects.toMatchObject({ code: 'model_corrupt' });
  await expect((await open()).locate(id)).rejects.toMatchObject({ code: 'model_corrupt' });
});

test('a damaged cache of hashes is no obstacle', async () => {
  install('shipped');
  mkdirSync(join(root, 'downloaded'));
  writeFileSync(join(root, 'downloaded', 'hashes.json'), '{"half');
  expect((await (await open()).locate(id)).directory).toBe(join(root, 'shipped', id));
});

test('downloads what is missing, tells progress, and leaves nothing else behind', async () => {
  const progress: number[] = [];
  const total = Object.values(contents).reduce((sum, bytes) => sum + bytes.length, 0);
  const { directory } = await download(undefined, (bytes) => progress.push(bytes));
  expect(directory).toBe(join(root, 'downloaded', id));
  expect(readFileSync(weightsIn('downloaded'))).toEqual(contents['onnx/model.onnx']);
  expect(progress.at(-1)).toBe(total);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
  expect(existsSync(`${weightsIn('downloaded')}.part`)).toBe(false);
  const before = requests.length;
  await download();
  expect(requests.length).toBe(before);
});

test('a connection that breaks is taken up where it broke', async () => {
  let breaks = 2;
  misbehave = (request, response, bytes) => {
    if (bytes.length < 1000 || breaks === 0) return false;
    breaks--;
    const from = Number(/\d+/.exec(request.headers.range ?? '0')?.[0]);
    return breakAfter(response, bytes, from, 1_000_000);
  };
  await download();
  expect(readFileSync(weightsIn('downloaded'))).toEqual(contents['onnx/model.onnx']);
  const ranges = requests.filter(({ url }) => url.endsWith('.onnx')).map(({ range }) => range);
  expect(ranges).toEqual([undefined, 'bytes=1000000-', 'bytes=2000000-']);
});

test('a cancelled download keeps its part for the next time', async () => {
  const controller = new AbortController();
  misbehave = (_request, response, bytes) => {
    if (bytes.length < 1000) return false;
    response.writeHead(200, { 'content-length': bytes.length });
    // Never goes on: the person gives up.
    response.write(bytes.subarray(0, 500_000), () => setTimeout(() => controller.abort(), 50));
    return true;
  };
  await expect(download(controller.signal)).rejects.toMatchObject({ code: 'cancelled' });
  expect(statSync(`${weightsIn('downloaded')}.part`).size).toBe(500_000);
  misbehave = () => false;
  await download();
  expect(requests.at(-1)?.range).toBe('bytes=500000-');
  expect(readFileSync(weightsIn('downloaded'))).toEqual(contents['onnx/model.onnx']);
});

test('a server without ranges sends all of it again', async () => {
  mkdirSync(dirname(weightsIn('downloaded')), { recursive: true });
  writeFileSync(`${weightsIn('downloaded')}.part`, 'left over');
  misbehave = (_request, response, bytes) => {
    response.end(bytes);
    return true;
  };
  await download();
  expect(readFileSync(weightsIn('downloaded'))).toEqual(contents['onnx/model.onnx']);
});

test('wrong bytes are model_corrupt and the part is deleted', async () => {
  misbehave = (_request, response, bytes) => {
    response.end(randomBytes(bytes.length));
    return true;
  };
  await expect(download()).rejects.toMatchObject({ code: 'model_corrupt' });
  expect(existsSync(join(root, 'downloaded', id, 'config.json.part'))).toBe(false);
  expect(existsSync(join(root, 'downloaded', id, 'config.json'))).toBe(false);
});

test('a server that never stops sending is stopped', async () => {
  misbehave = (_request, response, bytes) => {
    const endless = setInterval(() => response.write(randomBytes(100_000)), 1);
    response.on('close', () => clearInterval(endless));
    return bytes.length > 0;
  };
  await expect(download()).rejects.toMatchObject({ code: 'model_corrupt' });
});

test('a file the hub does not have, and a hub that is not there, are model_download_failed', async () => {
  misbehave = (_request, response) => {
    response.writeHead(404).end('gone');
    return true;
  };
  await expect(download()).rejects.toMatchObject({ code: 'model_download_failed' });
  expect(requests).toHaveLength(1);
  misbehave = (_request, response) => {
    response.destroy();
    return true;
  };
  await expect(download()).rejects.toMatchObject({ code: 'model_download_failed' });
});

test('two downloads of one model at once do not write into each other', async () => {
  const store = await open();
  const options = { signal: new AbortController().signal, onProgress: () => undefined };
  await Promise.all([store.install(id, options), store.install(id, options)]);
  expect(readFileSync(weightsIn('downloaded'))).toEqual(contents['onnx/model.onnx']);
  expect(requests).toHaveLength(2);
});
