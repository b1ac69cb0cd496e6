import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AutoTokenizer } from '@huggingface/transformers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { FileModelStore } from '../../engine/adapters/local/FileModelStore.ts';
import { batchesByLength } from '../../engine/adapters/models/batches.ts';
import { quantizeModel } from '../../engine/adapters/models/quantize/quantizeModel.ts';
import { batchTokens } from '../../engine/adapters/models/TransformersEmbedder.ts';
import type { Logger } from '../../engine/ports/Logger.ts';
import { nodeLauncher } from '../../engine/processes/nodeLauncher.ts';
import { ProcessClient } from '../../engine/processes/ProcessClient.ts';
import { RemoteEmbedder } from '../../engine/processes/RemoteEmbedder.ts';
import { embedderOf } from '../../shared/config/models.ts';
import { type BenchResult, held, percentile, told } from './Bench.ts';
import { matmulCeiling, operationsPerToken } from './matmulCeiling.ts';
import { realChunks, realQuestions } from './realText.ts';

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };
const int8Model = 'gte-small-int8';
const root = join(import.meta.dirname, '../..');
/** Rounds there are at most, and how long a new one may begin. */
const maxRounds = 8;
const maxSeconds = 120;
/** Texts of one request, as ingestion sends them. */
const requestSize = 32;

type Feeds = Record<'input_ids' | 'attention_mask' | 'token_type_ids', Tensor>;

/**
 * Tokens a second of the embedder as the engine uses it (process, tokenizer, pooling, copying): of the default model against a bare
 * onnxruntime session that is fed the same batches, tokenized beforehand; of its 8-bit form, and of one thread, against all of the default
 * model. All take turns request by request, and the fastest time of each request counts: what else the machine does can only slow one down.
 */
export async function run(): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-embed-'));
  const models = await FileModelStore.open({
    modelsFile: join(root, 'resources/models.json'),
    directories: [folder, join(root, 'resources/models')],
    makeInt8: async (source, target) => await writeFile(target, quantizeModel(await readFile(source))),
  });
  const { manifest: found, directory } = await models.locate(models.defaultEmbedder);
  const manifest = embedderOf(found);
  const signal = new AbortController().signal;
  await models.install(int8Model, { signal, onProgress: () => undefined });
  const clients: ProcessClient[] = [];
  const start = (modelId: string, threads: number) => {
    const client = new ProcessClient({
      name: 'inference',
      config: { modelDirs: models.directories, modelsFile: models.modelsFile, modelId, device: 'cpu', threads },
      launch: nodeLauncher((name) => join(root, `engine/processes/entries/${name}.ts`)),
      log: silent,
    });
    clients.push(client);
    return new RemoteEmbedder(client);
  };
  try {
    const ours = start(manifest.id, 0);
    const sides = { ours, int8: start(int8Model, 0), oneThread: start(manifest.id, 1) };
    const tokenizer = await AutoTokenizer.from_pretrained(directory, { local_files_only: true });
    const session = await InferenceSession.create(join(directory, manifest.weights));

    // Chunks of all lengths up to the product's.
    const texts = (await realChunks(2 * requestSize)).map(({ text }, n) => text.slice(0, 150 + ((n * 373) % 950)));
    const requests = [texts.slice(0, requestSize), texts.slice(requestSize)];
    const tokens = requests.map((request) => request.map((text) => tokenizer.encode(text).slice(0, manifest.maxTokens)));
    const batches = tokens.map((request) =>
      batchesByLength(
        request.map((ids) => ids.length),
        batchTokens.cpu,
      ).map((batch) => feedsOf(batch.map((index) => request[index]!))),
    );
    const tokenCount = tokens.flat().reduce((sum, ids) => sum + ids.length, 0);
    const padded = batches.flat().reduce((sum, feeds) => sum + feeds.input_ids.size, 0);

    const ceiling = await matmulCeiling();
    const work: Record<keyof typeof sides | 'bare' | 'products', (n: number) => Promise<unknown>> = {
      products: ceiling.sample,
      bare: async (n) => {
        for (const feeds of batches[n]!) await session.run(feeds);
      },
      ours: (n) => sides.ours.embed(requests[n]!, { kind: 'document', signal }),
      int8: (n) => sides.int8.embed(requests[n]!, { kind: 'document', signal }),
      oneThread: (n) => sides.oneThread.embed(requests[n]!, { kind: 'document', signal }),
    };
    const { speed, rounds } = await speeds(work, requests.length, tokenCount);
    const config = JSON.parse(await readFile(join(directory, 'config.json'), 'utf8'));
    const operations = operationsPerToken({
      layers: config.num_hidden_layers,
      hidden: config.hidden_size,
      inner: config.intermediate_size,
    });
    const reachable = ceiling.best();
    const waits: number[] = [];
    for (const question of await realQuestions(100)) {
      waits.push((await secondsOf(() => ours.embed([question], { kind: 'query', signal }))) * 1000);
    }
    return {
      name: `Embedding with ${manifest.id}: ${texts.length} texts, ${tokenCount} tokens, best of ${rounds} rounds`,
      rows: [
        told('the embedder, with its process', speed.ours, 'tokens/s'),
        told('a bare onnxruntime session', speed.bare, 'tokens/s'),
        held('share of the bare speed', speed.ours / speed.bare, '', { atLeast: 0.95 }),
        told(`its 8-bit form, ${int8Model}`, speed.int8, 'tokens/s'),
        held('8 bit, times the speed', speed.int8 / speed.ours, '', { atLeast: 1.8 }),
        told('one thread, times the speed', speed.oneThread / speed.ours, ''),
        told('ceiling: matrix products alone', reachable / 1e9, 'GFLOP/s'),
        told('share of the ceiling', (speed.ours * operations * (padded / tokenCount)) / reachable, ''),
        told('8 bit, share of the ceiling', (speed.int8 * operations * (padded / tokenCount)) / reachable, ''),
        told('padding in the batches', (100 * (padded - tokenCount)) / tokenCount, '%'),
        told('a question, p50', percentile(waits, 50), 'ms'),
        told('a question, p95', percentile(waits, 95), 'ms'),
      ],
    };
  } finally {
    for (const client of clients) client.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Lets all sides do every request in turn, round after round; tokens a second at the best time of each request. */
async function speeds<S extends string>(
  work: Record<S, (request: number) => Promise<unknown>>,
  requests: number,
  tokenCount: number,
): Promise<{ speed: Record<S, number>; rounds: number }> {
  const sides = Object.keys(work) as S[];
  const fastest = Object.fromEntries(sides.map((side) => [side, new Array(requests).fill(Number.POSITIVE_INFINITY)])) as Record<
    S,
    number[]
  >;
  const start = performance.now();
  let rounds = 0;
  for (let round = 0; round <= maxRounds && (performance.now() - start < maxSeconds * 1000 || rounds === 0); round++) {
    for (let n = 0; n < requests; n++) {
      for (const side of sides) {
        const took = await secondsOf(() => work[side](n));
        // The first round loads the models.
        if (round > 0) fastest[side][n] = Math.min(fastest[side][n]!, took);
      }
    }
    rounds = round;
  }
  const total = (times: number[]) => times.reduce((sum, each) => sum + each, 0);
  const speed = Object.fromEntries(sides.map((side) => [side, tokenCount / total(fastest[side])])) as Record<S, number>;
  return { speed, rounds };
}

function feedsOf(texts: number[][]): Feeds {
  const width = Math.max(...texts.map((ids) => ids.length));
  const rows = (value: (ids: number[], column: number) => number) =>
    new Tensor(
      'int64',
      BigInt64Array.from(texts.flatMap((ids) => Array.from({ length: width }, (_, column) => BigInt(value(ids, column))))),
      [texts.length, width],
    );
  return {
    input_ids: rows((ids, column) => ids[column] ?? 0),
    attention_mask: rows((ids, column) => (column < ids.length ? 1 : 0)),
    token_type_ids: rows(() => 0),
  };
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
