import { join } from 'node:path';
import { AutoTokenizer } from '@huggingface/transformers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { FileModelStore } from '../../engine/adapters/local/FileModelStore.ts';
import { batchesByLength } from '../../engine/adapters/models/batches.ts';
import { batchTokens } from '../../engine/adapters/models/TransformersEmbedder.ts';
import type { Logger } from '../../engine/ports/Logger.ts';
import { nodeLauncher } from '../../engine/processes/nodeLauncher.ts';
import { ProcessClient } from '../../engine/processes/ProcessClient.ts';
import { RemoteEmbedder } from '../../engine/processes/RemoteEmbedder.ts';
import { embedderOf } from '../../shared/config/models.ts';
import { type BenchResult, held, percentile, told } from './Bench.ts';
import { realChunks, realQuestions } from './realText.ts';

const root = join(import.meta.dirname, '../..');
/** Rounds there are at most, and how long a new one may begin. */
const maxRounds = 8;
const maxSeconds = 60;
/** Texts of one request, as ingestion sends them. */
const requestSize = 32;

type Feeds = Record<'input_ids' | 'attention_mask' | 'token_type_ids', Tensor>;

/**
 * Tokens a second of the embedder as the engine uses it (process, tokenizer, pooling, copying) against a bare onnxruntime session that
 * is fed the same batches, tokenized beforehand. Both take turns request by request, and the fastest time of each request counts: what
 * else the machine does can only slow one down.
 */
export async function run(): Promise<BenchResult> {
  const models = await FileModelStore.open({
    modelsFile: join(root, 'resources/models.json'),
    directories: [join(root, 'resources/models')],
  });
  const { manifest: found, directory } = await models.locate(models.defaultEmbedder);
  const manifest = embedderOf(found);
  const silent: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };
  const client = new ProcessClient({
    name: 'inference',
    config: {
      modelDirs: models.directories,
      modelsFile: models.modelsFile,
      modelId: manifest.id,
      device: 'cpu',
      threads: 0,
    },
    launch: nodeLauncher((name) => join(root, `engine/processes/entries/${name}.ts`)),
    log: silent,
  });
  try {
    const embedder = new RemoteEmbedder(client);
    const signal = new AbortController().signal;
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

    const ours = (n: number) => embedder.embed(requests[n]!, { kind: 'document', signal });
    const bare = async (n: number) => {
      for (const feeds of batches[n]!) await session.run(feeds);
    };
    const fastest = { ours: requests.map(() => Number.POSITIVE_INFINITY), bare: requests.map(() => Number.POSITIVE_INFINITY) };
    const start = performance.now();
    let rounds = 0;
    for (let round = 0; round <= maxRounds && (performance.now() - start < maxSeconds * 1000 || rounds === 0); round++) {
      for (const n of requests.keys()) {
        const seconds = { ours: await secondsOf(() => ours(n)), bare: await secondsOf(() => bare(n)) };
        // The first round loads the models.
        if (round === 0) continue;
        rounds = round;
        for (const side of ['ours', 'bare'] as const) fastest[side][n] = Math.min(fastest[side][n]!, seconds[side]);
      }
    }
    const waits: number[] = [];
    for (const question of await realQuestions(100)) {
      waits.push((await secondsOf(() => embedder.embed([question], { kind: 'query', signal }))) * 1000);
    }
    const total = (seconds: number[]) => seconds.reduce((sum, each) => sum + each, 0);
    const speed = { ours: tokenCount / total(fastest.ours), bare: tokenCount / total(fastest.bare) };
    return {
      name: `Embedding with ${manifest.id}: ${texts.length} texts, ${tokenCount} tokens, best of ${rounds} rounds`,
      rows: [
        told('the embedder, with its process', speed.ours, 'tokens/s'),
        told('a bare onnxruntime session', speed.bare, 'tokens/s'),
        held('share of the bare speed', speed.ours / speed.bare, '', { atLeast: 0.95 }),
        told('padding in the batches', (100 * (padded - tokenCount)) / tokenCount, '%'),
        told('a question, p50', percentile(waits, 50), 'ms'),
        told('a question, p95', percentile(waits, 95), 'ms'),
      ],
    };
  } finally {
    client.close();
  }
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
