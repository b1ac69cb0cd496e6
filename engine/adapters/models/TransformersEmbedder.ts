import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  AutoModel,
  AutoTokenizer,
  env,
  LogLevel,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  Tensor,
} from '@huggingface/transformers';
import { type EmbeddingManifest, embedderOf, type Pinned } from '../../../shared/config/models.ts';
import type { Device } from '../../../shared/domain/settings.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { Embedder, EmbedderInfo } from '../../ports/Embedder.ts';
import type { ModelStore } from '../../ports/ModelStore.ts';
import { embeddingSpace } from '../../search/embeddingSpace.ts';
import { batchesByLength } from './batches.ts';
import { leastCosine, parityTexts, plainReason, requiredParity } from './parity.ts';
import { pool } from './pool.ts';
import { Turns } from './Turns.ts';

env.allowRemoteModels = false;
env.useFSCache = false;
env.logLevel = LogLevel.ERROR;

/**
 * Tokens of a batch, padding included. On CPU a larger batch is no faster (measured with gte-small on two cores: 3.3k tokens/s at
 * 512 and 1024, 2.9k at 2048, 2.3k at 4096), pads more, takes more memory and makes a question wait longer. A GPU needs more work at
 * a time to be busy.
 */
export const batchTokens: Record<Device, number> = { cpu: 512, webgpu: 8192, cuda: 8192 };

/**
 * How long a thread of onnxruntime spins for the next piece of work before it sleeps. Its default, much longer, burns cores that the
 * parser and the window need: with two busy cores it made half as many tokens a second for twice the CPU time. No spinning at all
 * costs 5 % on an idle machine; this costs nothing on either (3.1k and 3.2k tokens/s idle, 285 and 537 busy).
 */
export const shortSpinning = { extra: { session: { intra_op: { spin_duration_us: '20' } } } };

/** Texts tokenized before the event loop runs again. */
const tokenizeAtOnce = 16;

/** No model token stands for more characters on average; a longer text is cut here first, so that tokenizing takes bounded time. */
const maxCharactersPerToken = 64;

export interface TransformersEmbedderOptions {
  models: ModelStore;
  modelId: string;
  device: Device;
  /** Threads of one model run; 0: as many as onnxruntime finds cores. */
  threads: number;
  /** Tokens of a batch, padding included; without it, what suits the device. */
  batchTokens?: number;
  /** Fails where the device cannot be used, instead of falling back to the processor. */
  strict?: boolean;
}

interface Loaded {
  manifest: Pinned<EmbeddingManifest>;
  device: Device;
  /** Why it runs on the processor and not where it was to; empty where it does. */
  notice: string;
  tokenizer: PreTrainedTokenizer;
  model: PreTrainedModel;
}

/**
 * Embedder over transformers.js and onnxruntime, from verified files on disk; it never goes to the network. A device that cannot be used, or
 * whose vectors are not the processor's, is left for the processor, with a notice.
 */
export class TransformersEmbedder implements Embedder {
  readonly #options: TransformersEmbedderOptions;
  readonly #turns = new Turns();
  #loaded: Promise<Loaded> | undefined;

  constructor(options: TransformersEmbedderOptions) {
    this.#options = options;
  }

  async info(): Promise<EmbedderInfo> {
    const { manifest, device, notice } = await this.#load();
    return { modelId: manifest.id, space: embeddingSpace(manifest), maxTokens: manifest.maxTokens, device, notice };
  }

  async embed(
    texts: string[],
    options: { kind: 'query' | 'document'; signal: AbortSignal; onProgress?: (done: number) => void; batchTokens?: number },
  ): Promise<Float32Array[]> {
    const { kind, signal } = options;
    signal.throwIfAborted();
    const loaded = await this.#load();
    const tokens: number[][] = [];
    for (let at = 0; at < texts.length; at += tokenizeAtOnce) {
      const some = texts.slice(at, at + tokenizeAtOnce);
      tokens.push(...(await this.#turns.run(kind, async () => some.map((text) => tokenize(loaded, kind, text)))));
      signal.throwIfAborted();
    }
    const vectors: Float32Array[] = new Array(texts.length);
    let done = 0;
    for (const batch of batchesByLength(
      tokens.map((each) => each.length),
      // 8-bit models scale numbers by the largest of a batch: a text would get another vector in other company (cosine .99).
      loaded.manifest.dtype === 'q8' ? 0 : (options.batchTokens ?? this.#batchTokens(loaded.device)),
    )) {
      const embedded = await this.#turns.run(kind, async () => {
        signal.throwIfAborted();
        return runModel(
          loaded,
          batch.map((index) => tokens[index]!),
        );
      });
      for (const [row, index] of batch.entries()) vectors[index] = embedded[row]!;
      done += batch.length;
      options.onProgress?.(done);
    }
    return vectors;
  }

  /** Needs no turn at the model: it goes on beside a batch, a few texts at a time. */
  async countTokens(texts: string[], { signal }: { signal: AbortSignal }): Promise<number[]> {
    const { manifest, tokenizer } = await this.#load();
    const counts: number[] = [];
    for (const [at, text] of texts.entries()) {
      if (at % tokenizeAtOnce === 0) {
        await nextTurn();
        signal.throwIfAborted();
      }
      const some = text.slice(0, manifest.maxTokens * maxCharactersPerToken);
      counts.push(tokenizer.encode(some, { add_special_tokens: false }).length);
    }
    return counts;
  }

  /** What was measured for a device holds for that one only. */
  #batchTokens(device: Device): number {
    const { batchTokens: measured, device: wanted } = this.#options;
    return measured !== undefined && device === wanted ? measured : batchTokens[device];
  }

  #load(): Promise<Loaded> {
    this.#loaded ??= this.#read().catch((error) => {
      // The model may be there at the next request: downloaded, or put in the folder by hand.
      this.#loaded = undefined;
      throw error;
    });
    return this.#loaded;
  }

  async #read(): Promise<Loaded> {
    const { device, strict } = this.#options;
    if (device === 'cpu') return await this.#readOn('cpu');
    let loaded: Loaded;
    try {
      loaded = await this.#readOn(device);
    } catch (error) {
      // A model that is not there is no fault of the device.
      if (strict || AppError.from(error).code !== 'model_failed') throw error;
      return { ...(await this.#readOn('cpu')), notice: noticeOf(device, error) };
    }
    if (strict) return loaded;
    const processor = await this.#readOn('cpu');
    try {
      const [some, others] = [await vectorsOf(loaded), await vectorsOf(processor)];
      if (leastCosine(some, others) < requiredParity) throw new Error('it computes other vectors than the processor');
      await processor.model.dispose();
      return loaded;
    } catch (error) {
      await loaded.model.dispose();
      return { ...processor, notice: noticeOf(device, error) };
    }
  }

  async #readOn(device: Device): Promise<Loaded> {
    const { models, modelId, threads } = this.#options;
    const { manifest: found, directory } = await models.locate(modelId);
    const manifest = embedderOf(found);
    try {
      const [tokenizer, model] = await Promise.all([
        AutoTokenizer.from_pretrained(directory, { local_files_only: true }),
        AutoModel.from_pretrained(directory, {
          local_files_only: true,
          dtype: manifest.dtype,
          device,
          session_options: { ...(threads > 0 ? { intraOpNumThreads: threads } : {}), ...shortSpinning },
        }),
      ]);
      return { manifest, device, notice: '', tokenizer, model };
    } catch (error) {
      throw failed(error, { model: modelId, device });
    }
  }
}

const deviceNames: Record<Device, string> = { cpu: 'The processor', webgpu: 'WebGPU', cuda: 'CUDA' };

function noticeOf(device: Device, error: unknown): string {
  const reason = AppError.is(error) ? error.data?.reason : (error as Error).message;
  return `${deviceNames[device]} cannot be used on this machine, so the processor is. (${plainReason(String(reason))})`;
}

/** The vectors of the texts that devices are compared by. */
async function vectorsOf(loaded: Loaded): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (const text of parityTexts) vectors.push(...(await runModel(loaded, [tokenize(loaded, 'document', text)])));
  return vectors;
}

/** Token ids with the model's start and end marks; a text that is too long loses tokens before its end mark. */
function tokenize({ manifest, tokenizer }: Loaded, kind: 'query' | 'document', text: string): number[] {
  const input = manifest.prefix[kind] + text.slice(0, manifest.maxTokens * maxCharactersPerToken);
  const ids = tokenizer.encode(input);
  return ids.length <= manifest.maxTokens ? ids : [...ids.slice(0, manifest.maxTokens - 1), ids.at(-1)!];
}

async function runModel({ manifest, tokenizer, model }: Loaded, texts: number[][]): Promise<Float32Array[]> {
  const lengths = texts.map((ids) => ids.length);
  const width = Math.max(...lengths);
  const ids = new BigInt64Array(texts.length * width).fill(BigInt(tokenizer.pad_token_id ?? 0));
  const mask = new BigInt64Array(ids.length);
  for (const [row, text] of texts.entries()) {
    for (const [column, id] of text.entries()) ids[row * width + column] = BigInt(id);
    mask.fill(1n, row * width, row * width + text.length);
  }
  const tensor = (data: BigInt64Array) => new Tensor('int64', data, [texts.length, width]);
  let pooled: Float32Array;
  const { dimensions } = manifest;
  try {
    const output = await model({
      input_ids: tensor(ids),
      attention_mask: tensor(mask),
      token_type_ids: tensor(new BigInt64Array(ids.length)),
    });
    pooled = pool(output.last_hidden_state.data as Float32Array, lengths, { width, dimensions }, manifest);
  } catch (error) {
    throw failed(error, { model: manifest.id });
  }
  return texts.map((_, row) => pooled.subarray(row * dimensions, (row + 1) * dimensions));
}

function failed(error: unknown, data: Record<string, unknown>): AppError {
  const reason = error instanceof Error ? error.message : String(error);
  return new AppError('model_failed', { data: { ...data, reason }, cause: error });
}
