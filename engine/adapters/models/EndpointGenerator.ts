import { AppError } from '../../../shared/errors/AppError.ts';
import type { GenerateRequest, Generator } from '../../ports/Generator.ts';
import { type ModelEndpoint, OpenAiGenerator } from './OpenAiGenerator.ts';

/** Generator over the endpoint that is set up at the moment of each use. */
export class EndpointGenerator implements Generator {
  readonly id = 'openai';
  readonly #current: () => Promise<ModelEndpoint | null>;
  #made: { endpoint: string; generator: OpenAiGenerator } | undefined;

  /** `current` tells the endpoint set up now, null without one. */
  constructor(current: () => Promise<ModelEndpoint | null>) {
    this.#current = current;
  }

  async model(): Promise<string> {
    const endpoint = await this.#current();
    return endpoint ? await this.#generator(endpoint).model() : '';
  }

  async unavailable(): Promise<string | null> {
    return (await this.#current()) ? null : 'No model endpoint is set up.';
  }

  async generate(
    request: GenerateRequest,
    options: { signal: AbortSignal; onDelta: (text: string) => void },
  ): Promise<{ text: string; model: string }> {
    const endpoint = await this.#current();
    if (!endpoint) throw new AppError('generator_unavailable', { message: 'No model endpoint is set up.' });
    return await this.#generator(endpoint).generate(request, options);
  }

  #generator(endpoint: ModelEndpoint): OpenAiGenerator {
    const key = JSON.stringify(endpoint);
    if (this.#made?.endpoint !== key) this.#made = { endpoint: key, generator: new OpenAiGenerator(endpoint) };
    return this.#made.generator;
  }
}
