import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileModelStore } from '../../engine/adapters/local/FileModelStore.ts';
import { TransformersEmbedder } from '../../engine/adapters/models/TransformersEmbedder.ts';
import type { Embedder, EmbedderInfo } from '../../engine/ports/Embedder.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'bench-results/vectors');
const keyLength = 20;

/** The default embedder, which keeps every vector it made under bench-results: whatever is measured again costs no model. */
export class CachedEmbedder implements Embedder {
  readonly #inner: Embedder;
  readonly #info: EmbedderInfo;
  readonly #known: Map<string, Float32Array>;

  private constructor(inner: Embedder, info: EmbedderInfo, known: Map<string, Float32Array>) {
    this.#inner = inner;
    this.#info = info;
    this.#known = known;
  }

  static async open(modelId = 'Xenova/gte-small'): Promise<CachedEmbedder> {
    const resources = join(root, 'resources');
    const models = await FileModelStore.open({
      modelsFile: join(resources, 'models.json'),
      directories: [join(resources, 'models')],
    });
    const inner = new TransformersEmbedder({ models, modelId, device: 'cpu', threads: 0 });
    const info = await inner.info();
    await mkdir(folder, { recursive: true });
    return new CachedEmbedder(inner, info, await readVectors(fileOf(info), info.space.dimensions));
  }

  async info(): Promise<EmbedderInfo> {
    return this.#info;
  }

  countTokens(texts: string[], options: { signal: AbortSignal }): Promise<number[]> {
    return this.#inner.countTokens(texts, options);
  }

  async embed(texts: string[], options: { kind: 'query' | 'document'; signal: AbortSignal }): Promise<Float32Array[]> {
    const keys = texts.map((text) => createHash('sha1').update(`${options.kind} ${text}`).digest());
    const missing = [...keys.keys()].filter((i) => !this.#known.has(keys[i]!.toString('latin1')));
    const made = await this.#inner.embed(
      missing.map((i) => texts[i]!),
      options,
    );
    const rows = missing.map((i, n) => {
      this.#known.set(keys[i]!.toString('latin1'), made[n]!);
      return Buffer.concat([keys[i]!, Buffer.from(made[n]!.buffer, made[n]!.byteOffset, made[n]!.byteLength)]);
    });
    if (rows.length > 0) await appendFile(fileOf(this.#info), Buffer.concat(rows));
    return keys.map((key) => this.#known.get(key.toString('latin1'))!);
  }
}

const fileOf = ({ space }: EmbedderInfo) => join(folder, `${space.id}.bin`);

/** Rows of a text's hash and its vector; the last one may be cut off by a kill. */
async function readVectors(file: string, dimensions: number): Promise<Map<string, Float32Array>> {
  const known = new Map<string, Float32Array>();
  const bytes = await readFile(file).catch(() => Buffer.alloc(0));
  const rowLength = keyLength + dimensions * Float32Array.BYTES_PER_ELEMENT;
  for (let at = 0; at + rowLength <= bytes.length; at += rowLength) {
    const vector = bytes.buffer.slice(bytes.byteOffset + at + keyLength, bytes.byteOffset + at + rowLength);
    known.set(bytes.toString('latin1', at, at + keyLength), new Float32Array(vector));
  }
  return known;
}
