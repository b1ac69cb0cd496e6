import { readFile, writeFile } from 'node:fs/promises';
import { FileModelStore } from '../../adapters/local/FileModelStore.ts';
import { measureEmbedder } from '../../adapters/models/measureEmbedder.ts';
import { quantizeModel } from '../../adapters/models/quantize/quantizeModel.ts';
import { TransformersEmbedder } from '../../adapters/models/TransformersEmbedder.ts';
import type { EmbedderInfo } from '../../ports/Embedder.ts';
import {
  countInputSchema,
  type EmbedResult,
  embedInputSchema,
  makeInt8InputSchema,
  type TrialResult,
  trialInputSchema,
} from '../inferenceProtocol.ts';
import type { Call, HandlerFactory } from '../serve.ts';

/** The inference process: one embedding model, and the making of 8-bit ones. `embed` emits how many texts are done, which also tells that it lives. */
export const inferenceHandlers: HandlerFactory<'inference'> = async (config) => {
  const models = await FileModelStore.open({ modelsFile: config.modelsFile, directories: config.modelDirs });
  const { modelId, device, threads, batchTokens, strict } = config;
  const embedder = new TransformersEmbedder({
    models,
    modelId,
    device,
    threads,
    ...(batchTokens === undefined ? {} : { batchTokens }),
    ...(strict === undefined ? {} : { strict }),
  });
  const inOneBuffer = async (vectors: Float32Array[]): Promise<EmbedResult> => {
    const { dimensions } = (await embedder.info()).space;
    const all = new Float32Array(vectors.length * dimensions);
    for (const [index, vector] of vectors.entries()) all.set(vector, index * dimensions);
    return { vectors: all, dimensions };
  };
  return {
    makeInt8: async (input: unknown) => {
      const { source, target } = makeInt8InputSchema.parse(input);
      await writeFile(target, quantizeModel(await readFile(source)));
      return {};
    },
    trial: async (input: unknown, { signal, emit }: Call): Promise<TrialResult> => {
      const onStep = () => emit({});
      const { tokensPerSecond, vectors } = await measureEmbedder(embedder, { ...trialInputSchema.parse(input), signal, onStep });
      return { ...(await inOneBuffer(vectors)), tokensPerSecond };
    },
    info: (): Promise<EmbedderInfo> => embedder.info(),
    countTokens: (input: unknown, call: Call): Promise<number[]> =>
      embedder.countTokens(countInputSchema.parse(input).texts, { signal: call.signal }),
    embed: async (input: unknown, call: Call): Promise<EmbedResult> => {
      const { texts, kind } = embedInputSchema.parse(input);
      const vectors = await embedder.embed(texts, { kind, signal: call.signal, onProgress: (done) => call.emit({ done }) });
      return await inOneBuffer(vectors);
    },
  };
};
