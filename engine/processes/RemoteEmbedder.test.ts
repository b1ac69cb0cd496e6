import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { type EmbeddingManifest, modelsFileSchema, type Pinned } from '../../shared/config/models.ts';
import type { Logger } from '../ports/Logger.ts';
import { nodeLauncher } from './nodeLauncher.ts';
import { ProcessClient } from './ProcessClient.ts';
import { RemoteEmbedder } from './RemoteEmbedder.ts';

const resources = fileURLToPath(new URL('../../resources', import.meta.url));
const pinned = modelsFileSchema.parse(JSON.parse(readFileSync(join(resources, 'models.json'), 'utf8')));
const model = pinned.models.find((each) => each.id === pinned.defaultEmbedder) as Pinned<EmbeddingManifest>;
const folder = join(resources, 'models', model.id);
const temporary = mkdtempSync(join(tmpdir(), 'hub-embedder-'));
const clients: ProcessClient[] = [];
const never = new AbortController().signal;

afterAll(() => {
  for (const client of clients) client.close();
  rmSync(temporary, { recursive: true, force: true });
});

/** A models folder with one of the pinned models, changed in its manifest. */
function folderWith(change: Partial<Pinned<EmbeddingManifest>>, base = model): string {
  const directory = mkdtempSync(join(temporary, 'case-'));
  const manifest = { ...base, ...change };
  writeFileSync(join(directory, 'models.json'), JSON.stringify({ defaultEmbedder: manifest.id, models: [manifest] }));
  mkdirSync(dirname(join(directory, base.id)), { recursive: true });
  symlinkSync(join(resources, 'models', base.id), join(directory, base.id));
  return directory;
}

function start(
  directory: string,
  modelId = model.id,
  device: 'cpu' | 'cuda' = 'cpu',
): { embedder: RemoteEmbedder; client: ProcessClient } {
  const silent: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };
  const client = new ProcessClient({
    name: 'inference',
    config: { modelDirs: [directory], modelsFile: join(directory, 'models.json'), modelId, device, threads: 0 },
    launch: nodeLauncher((name) => fileURLToPath(new URL(`./entries/${name}.ts`, import.meta.url))),
    log: silent,
  });
  clients.push(client);
  return { embedder: new RemoteEmbedder(client), client };
}

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const words = 'seed distribution and plant population have an effect on the grain yield of maize in dry years'.split(' ');
const textOf = (length: number) => Array.from({ length }, (_, i) => words[(i * 7 + length) % words.length]).join(' ');

describe.skipIf(!existsSync(join(folder, model.weights)))('the inference process (needs the model: npm run models)', () => {
  const shared = start(folderWith({}));

  test('texts embedded together get the vectors they get alone, in the order given', async () => {
    const texts = [textOf(300), 'maize', textOf(60), '', textOf(3), textOf(600), '\ud800 broken', '水稻 produktion'];
    const together = await shared.embedder.embed(texts, { kind: 'document', signal: never });
    for (const [index, text] of texts.entries()) {
      const [alone] = await shared.embedder.embed([text], { kind: 'document', signal: never });
      expect(dot(together[index]!, together[index]!)).toBeCloseTo(1, 5);
      expect(dot(together[index]!, alone!)).toBeGreaterThanOrEqual(0.9999);
    }
    const info = await shared.embedder.info();
    expect(info).toMatchObject({ modelId: model.id, maxTokens: model.maxTokens, device: 'cpu' });
    expect(together[0]).toHaveLength(info.space.dimensions);
  });

  test('near meanings are nearer than far ones', async () => {
    const [query] = await shared.embedder.embed(['Does planting density change corn harvests?'], {
      kind: 'query',
      signal: never,
    });
    const [near, far] = await shared.embedder.embed(
      ['Maize grain yield rose with plant population.', 'The court adjourned the trial until spring.'],
      { kind: 'document', signal: never },
    );
    expect(dot(query!, near!)).toBeGreaterThan(dot(query!, far!) + 0.05);
  });

  test('a huge text is cut, not waited for', async () => {
    const [vector] = await shared.embedder.embed(['word '.repeat(2_000_000)], { kind: 'query', signal: never });
    expect(dot(vector!, vector!)).toBeCloseTo(1, 5);
  });

  test('a question does not wait for the documents before it', async () => {
    const order: string[] = [];
    const documents = shared.embedder
      .embed(
        Array.from({ length: 24 }, () => textOf(100)),
        { kind: 'document', signal: never },
      )
      .then(() => order.push('documents'));
    const query = shared.embedder.embed(['maize'], { kind: 'query', signal: never }).then(() => order.push('query'));
    await Promise.all([documents, query]);
    expect(order).toEqual(['query', 'documents']);
  });

  // Chunks are sized by these counts while another paper is being embedded.
  test('tokens are counted without the marks of the model, and without waiting for documents', async () => {
    const order: string[] = [];
    const documents = shared.embedder
      .embed(
        Array.from({ length: 24 }, () => textOf(100)),
        { kind: 'document', signal: never },
      )
      .then(() => order.push('documents'));
    expect(await shared.embedder.countTokens(['maize', '', 'maize yields', textOf(600)], { signal: never })).toEqual([
      1, 0, 2, 600,
    ]);
    order.push('counted');
    await documents;
    expect(order).toEqual(['counted', 'documents']);
  });

  test('a cancelled request ends at once and the process goes on', async () => {
    const controller = new AbortController();
    const request = shared.embedder.embed(
      Array.from({ length: 200 }, () => textOf(300)),
      { kind: 'document', signal: controller.signal },
    );
    setTimeout(() => controller.abort(), 50);
    await expect(request).rejects.toMatchObject({ code: 'cancelled' });
    expect(await shared.embedder.embed(['maize'], { kind: 'document', signal: never })).toHaveLength(1);
  });

  test('a killed process fails its request and the next one works', async () => {
    const { embedder, client } = start(folderWith({}));
    await embedder.info();
    const request = embedder.embed(
      Array.from({ length: 50 }, () => textOf(300)),
      { kind: 'document', signal: never },
    );
    process.kill(client.pid as number, 'SIGKILL');
    await expect(request).rejects.toMatchObject({ code: 'process_crashed' });
    expect(await embedder.embed(['maize'], { kind: 'document', signal: never })).toHaveLength(1);
  });

  test('the prefix of the kind is put before the text', async () => {
    const { embedder } = start(folderWith({ prefix: { query: 'query: ', document: 'passage: ' } }));
    for (const [kind, prefix] of [
      ['query', 'query: '],
      ['document', 'passage: '],
    ] as const) {
      const [prefixed] = await embedder.embed(['maize yield'], { kind, signal: never });
      const [plain] = await shared.embedder.embed([`${prefix}maize yield`], { kind, signal: never });
      expect(dot(prefixed!, plain!)).toBeGreaterThan(0.9999);
    }
  });

  test('weights that are not the pinned ones are refused', async () => {
    const files = model.files.map((file) => (file.path === model.weights ? { ...file, sha256: '0'.repeat(64) } : file));
    await expect(start(folderWith({ files })).embedder.info()).rejects.toMatchObject({ code: 'model_corrupt' });
  });

  test('a device that cannot be used is left for the processor, with a notice, and the vectors are the same', async () => {
    const { embedder } = start(folderWith({}), model.id, 'cuda');
    const { device, notice } = await embedder.info();
    // On a machine with CUDA and its libraries it is used.
    if (device === 'cpu') expect(notice).toMatch(/^CUDA cannot be used on this machine, so the processor is\./);
    const [some] = await embedder.embed(['maize yield'], { kind: 'query', signal: never });
    const [same] = await shared.embedder.embed(['maize yield'], { kind: 'query', signal: never });
    expect(dot(some!, same!)).toBeGreaterThan(0.999);
  });

  test('weights that are pinned and no model are a model_failed', async () => {
    const config = model.files.find((file) => file.path === 'config.json') as Pinned<EmbeddingManifest>['files'][number];
    const files = model.files.map((file) => (file.path === model.weights ? { ...config, path: file.path } : file));
    const directory = folderWith({ files });
    rmSync(join(directory, model.id));
    for (const file of files) {
      mkdirSync(dirname(join(directory, model.id, file.path)), { recursive: true });
      const source = file.path === model.weights ? 'config.json' : file.path;
      symlinkSync(join(folder, source), join(directory, model.id, file.path));
    }
    await expect(start(directory).embedder.info()).rejects.toMatchObject({ code: 'model_failed' });
  });
});

const light = pinned.models.find((each) => each.task === 'embedding' && each.dtype === 'q8') as Pinned<EmbeddingManifest>;
test.skipIf(!existsSync(join(resources, 'models', light.id, light.weights)))(
  'an 8-bit model gives a text the same vector in any company (needs the light model: npm run models)',
  async () => {
    const { embedder } = start(folderWith({}, light), light.id);
    const texts = [textOf(30), textOf(7), textOf(12), 'maize'];
    const together = await embedder.embed(texts, { kind: 'document', signal: never });
    for (const [index, text] of texts.entries()) {
      const [alone] = await embedder.embed([text], { kind: 'document', signal: never });
      expect(dot(together[index]!, alone!)).toBeGreaterThanOrEqual(0.9999);
    }
  },
);

test('a model that is nowhere is model_missing', async () => {
  await expect(start(folderWith({}), 'nobody/nothing').embedder.info()).rejects.toMatchObject({ code: 'model_missing' });
});
