import { AppError } from '../../shared/errors/AppError.ts';
import type { Embedder, EmbedderInfo } from '../ports/Embedder.ts';
import { type CountInput, countResultSchema, type EmbedInput, embedResultSchema } from './inferenceProtocol.ts';
import { Pool } from './Pool.ts';
import type { ProcessClient } from './ProcessClient.ts';

/** The embedder of the inference process. */
export class RemoteEmbedder implements Embedder {
  readonly #client: ProcessClient;
  #info: Promise<EmbedderInfo> | undefined;
  readonly #turns: Pool<ProcessClient>;

  constructor(client: ProcessClient) {
    this.#client = client;
    this.#turns = new Pool([client]);
  }

  /** Asked once: the model of a process does not change. */
  info(): Promise<EmbedderInfo> {
    this.#info ??= this.#client.request<EmbedderInfo>('info', {}).catch((error) => {
      this.#info = undefined;
      throw error;
    });
    return this.#info;
  }

  /** Documents' texts wait for their turn, questions do not. */
  embed(texts: string[], options: { kind: 'query' | 'document'; signal: AbortSignal }): Promise<Float32Array[]> {
    if (options.kind === 'query') return this.#embed(texts, options);
    return this.#turns.run(options.signal, () => this.#embed(texts, options));
  }

  async countTokens(texts: string[], options: { signal: AbortSignal }): Promise<number[]> {
    if (texts.length === 0) return [];
    const input: CountInput = { texts };
    const result = countResultSchema.safeParse(await this.#client.request('countTokens', input, options));
    if (!result.success || result.data.length !== texts.length) throw noResult();
    return result.data;
  }

  async #embed(texts: string[], options: { kind: 'query' | 'document'; signal: AbortSignal }): Promise<Float32Array[]> {
    if (texts.length === 0) return [];
    const input: EmbedInput = { texts, kind: options.kind };
    const result = embedResultSchema.safeParse(await this.#client.request('embed', input, { signal: options.signal }));
    if (!result.success || result.data.vectors.length !== texts.length * result.data.dimensions) throw noResult();
    const { vectors, dimensions } = result.data;
    return texts.map((_, index) => vectors.subarray(index * dimensions, (index + 1) * dimensions));
  }
}

function noResult(): AppError {
  return new AppError('unexpected', { message: 'The inference process sent something that is no result.' });
}
