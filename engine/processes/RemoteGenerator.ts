import { basename } from 'node:path';
import { AppError } from '../../shared/errors/AppError.ts';
import type { GenerateRequest, Generator } from '../ports/Generator.ts';
import { generateEventSchema, generateResultSchema } from './generatorProtocol.ts';
import type { ProcessClient } from './ProcessClient.ts';

/** The language model of the generator process, started when a model file is there and an answer is asked for. */
export class RemoteGenerator implements Generator {
  readonly id = 'local';
  readonly #find: () => Promise<string | null>;
  readonly #start: (modelPath: string) => ProcessClient;
  #running: { modelPath: string; client: ProcessClient } | undefined;

  /** `find` tells where the model file is now, null without one; `start` makes the client of a process for it. */
  constructor(options: { find: () => Promise<string | null>; start: (modelPath: string) => ProcessClient }) {
    this.#find = options.find;
    this.#start = options.start;
  }

  async model(): Promise<string> {
    return basename((await this.#find()) ?? '');
  }

  async unavailable(): Promise<string | null> {
    if ((await this.#find()) !== null) return null;
    return 'There is no language model (a GGUF file) in the models folder.';
  }

  async generate(
    request: GenerateRequest,
    options: { signal: AbortSignal; onDelta: (text: string) => void },
  ): Promise<{ text: string; model: string }> {
    const result = await (await this.#process()).request('generate', request, {
      signal: options.signal,
      onEvent: (event) => {
        const delta = generateEventSchema.safeParse(event).data?.delta;
        if (delta !== undefined) options.onDelta(delta);
      },
    });
    return generateResultSchema.parse(result);
  }

  async #process(): Promise<ProcessClient> {
    const modelPath = await this.#find();
    if (modelPath === null) throw new AppError('generator_unavailable');
    if (this.#running?.modelPath !== modelPath) {
      this.#running?.client.close();
      this.#running = { modelPath, client: this.#start(modelPath) };
    }
    return this.#running.client;
  }
}
