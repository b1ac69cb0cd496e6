import type { VectorSpace } from './VectorStore.ts';

export interface EmbedderInfo {
  modelId: string;
  space: VectorSpace;
  /** Tokens beyond this many are cut off by the model. */
  maxTokens: number;
  /** Where it runs: `cpu`, `webgpu`, `cuda`. */
  device: string;
  /** Why it does not run where it was to; empty or left out where it does. */
  notice?: string;
}

/**
 * Text → unit-length vectors of one space. Errors: `model_missing`, `model_corrupt`, `model_failed`, `process_crashed`, `cancelled`.
 */
export interface Embedder {
  /** Loads the model if need be. */
  info(): Promise<EmbedderInfo>;
  /**
   * One vector per text, in order. `kind` chooses the prefix the model wants for questions and for stored text. Batches are made by
   * length inside; give it as many texts as are at hand (tens to a few hundred).
   */
  embed(texts: string[], options: { kind: 'query' | 'document'; signal: AbortSignal }): Promise<Float32Array[]>;
  /**
   * How many tokens the model makes of each text, without its marks for start and end and without a prefix. It does not wait for texts that are being
   * embedded.
   */
  countTokens(texts: string[], options: { signal: AbortSignal }): Promise<number[]>;
}
