import OpenAI, { APIConnectionError, APIError } from 'openai';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { GenerateRequest, Generator } from '../../ports/Generator.ts';
import { fitPrompt } from './prompt.ts';

/** An endpoint does not tell its context. Most local servers default to 4,096 tokens, of some four characters each. */
const maxPromptCharacters = 12_000;
const maxAnswerTokens = 512;

/** An empty `model` means the first one that the endpoint lists. Servers on the own machine mostly need no key. */
export interface ModelEndpoint {
  baseUrl: string;
  model: string;
  apiKey?: string;
}

/** A client of the endpoint and of nothing else. */
export function openAiClient(endpoint: ModelEndpoint, options: { maxRetries?: number } = {}): OpenAI {
  // The library looks into the environment for what is not set here.
  return new OpenAI({
    baseURL: endpoint.baseUrl,
    apiKey: endpoint.apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: 'off',
    ...options,
  });
}

/** Generator over any endpoint that speaks OpenAI's chat completions: Ollama, llama.cpp, LM Studio, vLLM, a hosted service. */
export class OpenAiGenerator implements Generator {
  readonly id = 'openai';
  readonly #client: OpenAI;
  readonly #baseUrl: string;
  #model: string;

  constructor(endpoint: ModelEndpoint) {
    this.#baseUrl = endpoint.baseUrl;
    this.#model = endpoint.model;
    this.#client = openAiClient(endpoint);
  }

  async model(): Promise<string> {
    return this.#model;
  }

  async unavailable(): Promise<string | null> {
    return null;
  }

  async generate(
    request: GenerateRequest,
    options: { signal: AbortSignal; onDelta: (text: string) => void },
  ): Promise<{ text: string; model: string }> {
    const { signal, onDelta } = options;
    const messages = fitPrompt(
      request,
      (some) => some.reduce((sum, message) => sum + message.content.length, 0) <= maxPromptCharacters,
    );
    try {
      const model = await this.#modelName(signal);
      const stream = await this.#client.chat.completions.create(
        { model, messages, temperature: 0, max_tokens: maxAnswerTokens, stream: true },
        { signal },
      );
      let text = '';
      let finished = false;
      for await (const chunk of stream) {
        // The last chunk of some servers holds the usage and no choice.
        const choice = chunk.choices[0];
        const content = choice?.delta.content ?? '';
        const delta = text === '' ? content.trimStart() : content;
        if (choice?.finish_reason) finished = true;
        if (delta === '') continue;
        text += delta;
        onDelta(delta);
      }
      // An aborted stream ends without an error.
      signal.throwIfAborted();
      if (!finished) throw new Error('the answer broke off');
      return { text, model };
    } catch (error) {
      throw this.#appError(error, signal);
    }
  }

  async #modelName(signal: AbortSignal): Promise<string> {
    if (this.#model === '') {
      const [first] = (await this.#client.models.list({ signal })).data;
      if (!first) throw new AppError('endpoint_refused', { message: `The endpoint ${this.#baseUrl} has no model.` });
      this.#model = first.id;
    }
    return this.#model;
  }

  #appError(error: unknown, signal: AbortSignal): AppError {
    if (signal.aborted) return new AppError('cancelled', { cause: error });
    if (AppError.is(error)) return error;
    const data = { endpoint: this.#baseUrl };
    if (error instanceof APIConnectionError) return new AppError('endpoint_unreachable', { data, cause: error });
    const reason = error instanceof Error ? error.message : String(error);
    const status = error instanceof APIError ? (error.status as number | undefined) : undefined;
    // What a repetition does not change is the person's to change: key, model name, or what the model takes.
    const refused = status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429;
    return new AppError(refused ? 'endpoint_refused' : 'generator_failed', {
      message: refused ? `The model endpoint refused the request: ${reason}` : `The model endpoint failed: ${reason}`,
      data: { ...data, ...(status === undefined ? {} : { status }) },
      cause: error,
    });
  }
}
