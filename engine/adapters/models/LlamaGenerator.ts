import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import type {
  ChatHistoryItem,
  ChatWrapper,
  LlamaCompletionGenerationOptions,
  LlamaContextSequence,
  LlamaModel,
} from 'node-llama-cpp';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { GenerateRequest, Generator } from '../../ports/Generator.ts';
import type { Logger } from '../../ports/Logger.ts';
import { type ChatMessage, fitPrompt, plainPrompt } from './prompt.ts';

/** Room for six passages and an answer; more context costs memory that a small machine does not have. */
const maxContext = 4096;
/** The part of the context kept for the answer: 512 tokens of 4096. */
const answerShare = 1 / 8;
/** Small models go on with a question of their own after the answer. */
const stopTriggers = ['\nQuestion:', '\nAnswer:'];

interface Loaded {
  model: LlamaModel;
  sequence: LlamaContextSequence;
  /** Tokens that prompt and answer share. */
  contextSize: number;
  /** The model's own chat format; null for a model that was not trained on chats. */
  chat: ChatWrapper | null;
}

/** Generator over llama.cpp with a GGUF file, by node-llama-cpp's prebuilt binaries; nothing is downloaded or compiled. */
export class LlamaGenerator implements Generator {
  readonly id = 'local';
  readonly #options: { modelPath: string; threads: number; log: Logger };
  #loaded: Promise<Loaded> | undefined;
  /** The answer under way: the model writes one at a time. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: { modelPath: string; threads: number; log: Logger }) {
    this.#options = options;
  }

  async model(): Promise<string> {
    return basename(this.#options.modelPath);
  }

  async unavailable(): Promise<string | null> {
    try {
      await access(this.#options.modelPath);
      return null;
    } catch {
      return `The model file ${this.#options.modelPath} cannot be read.`;
    }
  }

  async generate(
    request: GenerateRequest,
    options: { signal: AbortSignal; onDelta: (text: string) => void },
  ): Promise<{ text: string; model: string }> {
    const mine = this.#last.catch(() => undefined).then(() => this.#generate(request, options));
    this.#last = mine;
    return { text: await mine, model: await this.model() };
  }

  async #generate(
    request: GenerateRequest,
    { signal, onDelta }: { signal: AbortSignal; onDelta: (text: string) => void },
  ): Promise<string> {
    signal.throwIfAborted();
    const loaded = await this.#load();
    const maxTokens = Math.floor(loaded.contextSize * answerShare);
    const messages = fitPrompt(request, (some) => countTokens(loaded, some) + maxTokens < loaded.contextSize);
    let text = '';
    const onTextChunk = (chunk: string) => {
      const delta = text === '' ? chunk.trimStart() : chunk;
      text += delta;
      if (delta !== '') onDelta(delta);
    };
    try {
      await loaded.sequence.clearHistory();
      await write(loaded, messages, { signal, onTextChunk, maxTokens, customStopTriggers: stopTriggers });
      return text;
    } catch (error) {
      if (signal.aborted) throw new AppError('cancelled', { cause: error });
      throw new AppError('generator_failed', { data: { reason: reasonOf(error) }, cause: error });
    }
  }

  #load(): Promise<Loaded> {
    this.#loaded ??= this.#read().catch((error) => {
      this.#loaded = undefined;
      throw error;
    });
    return this.#loaded;
  }

  async #read(): Promise<Loaded> {
    const { modelPath, threads, log } = this.#options;
    const reason = await this.unavailable();
    if (reason !== null) throw new AppError('generator_unavailable', { message: reason });
    try {
      const { getLlama, LlamaLogLevel, resolveChatWrapper } = await import('node-llama-cpp');
      const llama = await getLlama({
        gpu: { type: 'auto', exclude: ['cuda'] },
        build: 'never',
        skipDownload: true,
        progressLogs: false,
        maxThreads: threads,
        logLevel: LlamaLogLevel.error,
        // llama.cpp's messages can quote a prompt: only that there was one is logged.
        logger: (level) => log.debug({ level }, 'llama.cpp wrote a message'),
      });
      const model = await llama.loadModel({ modelPath });
      const contextSize = Math.min(maxContext, model.trainContextSize);
      const context = await model.createContext({ contextSize: { max: contextSize }, threads });
      const template = model.fileInfo.metadata.tokenizer?.chat_template;
      return {
        model,
        sequence: context.getSequence(),
        // llama.cpp rounds contexts up, beyond what the model was trained on.
        contextSize: Math.min(contextSize, context.contextSize),
        chat: template ? resolveChatWrapper(model, { warningLogs: false }) : null,
      };
    } catch (error) {
      const why = reasonOf(error);
      throw new AppError('generator_failed', {
        message: `The language model could not be loaded (${why}).`,
        data: { model: basename(modelPath), reason: why },
        cause: error,
      });
    }
  }
}

function countTokens({ model, chat }: Loaded, messages: ChatMessage[]): number {
  if (!chat) return model.tokenize(plainPrompt(messages)).length;
  return chat.generateContextState({ chatHistory: toHistory(messages) }).contextText.tokenize(model.tokenizer).length;
}

async function write(
  { sequence, chat }: Loaded,
  messages: ChatMessage[],
  options: LlamaCompletionGenerationOptions,
): Promise<void> {
  const { LlamaChat, LlamaCompletion } = await import('node-llama-cpp');
  if (chat) {
    const writer = new LlamaChat({ contextSequence: sequence, chatWrapper: chat });
    try {
      // An answer from passages needs no thinking aloud, which would use up the tokens of the answer.
      await writer.generateResponse(toHistory(messages), { ...options, budgets: { thoughtTokens: 0 } });
    } finally {
      writer.dispose({ disposeSequence: false });
    }
    return;
  }
  const writer = new LlamaCompletion({ contextSequence: sequence });
  try {
    await writer.generateCompletion(plainPrompt(messages), options);
  } finally {
    writer.dispose({ disposeSequence: false });
  }
}

function toHistory(messages: ChatMessage[]): ChatHistoryItem[] {
  const said = messages.map(
    ({ role, content }): ChatHistoryItem =>
      role === 'assistant' ? { type: 'model', response: [content] } : { type: role, text: content },
  );
  return [...said, { type: 'model', response: [] }];
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
