import { availableParallelism } from 'node:os';
import type { Config } from '../../../shared/config/config.ts';
import type { Generator } from '../../ports/Generator.ts';
import type { ProcessConfig } from '../../processes/definitions.ts';
import type { ProcessClient } from '../../processes/ProcessClient.ts';
import { RemoteGenerator } from '../../processes/RemoteGenerator.ts';
import { findGguf } from '../models/findGguf.ts';
import { OpenAiGenerator } from '../models/OpenAiGenerator.ts';

/** The language models a person has set up: a GGUF file, looked for anew at each use, and an OpenAI-compatible endpoint. */
export function localGenerators(options: {
  modelDirs: string[];
  config: Config;
  client: (name: 'generator', config: ProcessConfig<'generator'>) => ProcessClient;
}): Generator[] {
  const { modelDirs, config, client } = options;
  const local = new RemoteGenerator({
    find: async () => config.HUB_GGUF ?? (await findGguf(modelDirs)),
    start: (modelPath) => client('generator', { modelPath, threads: config.HUB_THREADS || availableParallelism() }),
  });
  if (!config.HUB_OPENAI_URL) return [local];
  const openai = new OpenAiGenerator({
    baseUrl: config.HUB_OPENAI_URL,
    model: config.HUB_OPENAI_MODEL ?? '',
    ...(config.HUB_OPENAI_KEY ? { apiKey: config.HUB_OPENAI_KEY } : {}),
  });
  return [local, openai];
}
