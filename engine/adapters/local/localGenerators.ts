import { availableParallelism } from 'node:os';
import type { Config } from '../../../shared/config/config.ts';
import type { Generator } from '../../ports/Generator.ts';
import type { ProcessConfig } from '../../processes/definitions.ts';
import type { ProcessClient } from '../../processes/ProcessClient.ts';
import { RemoteGenerator } from '../../processes/RemoteGenerator.ts';
import { EndpointGenerator } from '../models/EndpointGenerator.ts';
import type { ModelEndpoint } from '../models/OpenAiGenerator.ts';

/**
 * The language models a person has set up, looked for anew at each use: a GGUF file, and an OpenAI-compatible endpoint. What the
 * environment names wins over `endpoint`.
 */
export function localGenerators(options: {
  /** The GGUF file to use; null without any. */
  file: () => Promise<string | null>;
  config: Config;
  endpoint: () => Promise<ModelEndpoint | null>;
  client: (name: 'generator', config: ProcessConfig<'generator'>) => ProcessClient;
}): Generator[] {
  const { file, config, client } = options;
  const local = new RemoteGenerator({
    find: async () => config.HUB_GGUF ?? (await file()),
    start: (modelPath) => client('generator', { modelPath, threads: config.HUB_THREADS || availableParallelism() }),
  });
  const named = environmentEndpoint(config);
  return [local, new EndpointGenerator(async () => named ?? (await options.endpoint()))];
}

function environmentEndpoint(config: Config): ModelEndpoint | null {
  if (!config.HUB_OPENAI_URL) return null;
  return {
    baseUrl: config.HUB_OPENAI_URL,
    model: config.HUB_OPENAI_MODEL ?? '',
    ...(config.HUB_OPENAI_KEY ? { apiKey: config.HUB_OPENAI_KEY } : {}),
  };
}
