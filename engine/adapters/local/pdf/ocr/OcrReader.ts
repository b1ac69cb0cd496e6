import { Worker } from 'node:worker_threads';
import { AppError } from '../../../../../shared/errors/AppError.ts';
import type { Recognition } from '../../../../ports/Parser.ts';
import type { OcrMessage, OcrPage, OcrRequest, Turn } from './ocrPage.ts';

export interface OcrOptions {
  path: string;
  password: string | null;
  /** 1-based, in order. */
  pages: number[];
  recognition: Recognition;
  signal: AbortSignal;
  onPage(number: number, page: OcrPage): void;
  /** Called instead for a page whose picture could not be read. */
  onFailed(number: number, reason: string): void;
}

/** When a page is given up, and the rest of a document's pictures with it. */
export interface OcrLimits {
  /** Milliseconds for one page: a dense one takes ten seconds, on a busy machine some times that. */
  patienceMs: number;
  /** Bytes that pictures may add to the process: a page of scanned paper needs a quarter. */
  maxGrowth: number;
  /** Of the thread's JavaScript heap. */
  maxHeapMb: number;
  /** Pages that hang or eat the memory; one more, and the others are not tried. */
  maxLostPages: number;
}

const usualLimits: OcrLimits = { patienceMs: 120_000, maxGrowth: 800 * 2 ** 20, maxHeapMb: 512, maxLostPages: 2 };
const memoryCheckMs = 50;
/** What a thread that recognises text is started with: the module serves another one too. */
export const ocrRole = 'ocr';

/** Recognises the text on pictures of pages. As in PdfReader, all of it runs on a thread that can be ended; it lives as long as a document takes. */
export class OcrReader {
  readonly #threadUrl: URL;
  readonly #limits: OcrLimits;

  /** `threadUrl`: the module that calls `serveOcr` when it runs as a thread with `ocrRole` as its data. */
  constructor(threadUrl: URL, limits: OcrLimits = usualLimits) {
    this.#threadUrl = threadUrl;
    this.#limits = limits;
  }

  async read({ pages, signal, onPage, onFailed, ...file }: OcrOptions): Promise<void> {
    let thread: Worker | undefined;
    let turn: Turn = 0;
    let lost = 0;
    let limit = 0;
    try {
      for (const number of pages) {
        if (lost > this.#limits.maxLostPages) {
          onFailed(number, 'too many pages before it could not be read');
          continue;
        }
        if (!thread) {
          limit = process.memoryUsage.rss() + this.#limits.maxGrowth;
          thread = this.#start();
        }
        const message = await this.#ask(thread, { ...file, page: number, turn }, signal, limit);
        if (message?.type === 'page') {
          // The sheets of one scan mostly lie the same way.
          if (message.page.confidence !== null) turn = message.page.turn;
          onPage(number, message.page);
          continue;
        }
        if (message === null) {
          // What it held is free again then.
          await thread.terminate();
          thread = undefined;
          lost++;
        }
        onFailed(number, message?.message ?? 'it took too long or too much memory');
      }
    } finally {
      void thread?.terminate();
    }
  }

  /** The thread's answer, or null when it had to be given up. Throws when the caller gives up. */
  #ask(thread: Worker, request: OcrRequest, signal: AbortSignal, limit: number): Promise<OcrMessage | null> {
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const end = (finish: () => void) => {
        clearTimeout(silence);
        clearInterval(memory);
        signal.removeEventListener('abort', onAbort);
        thread.off('message', onMessage).off('exit', onLost);
        finish();
      };
      const onMessage = (message: OcrMessage) => end(() => resolve(message));
      const onLost = () => end(() => resolve(null));
      const onAbort = () => end(() => reject(AppError.from(signal.reason)));
      const silence = setTimeout(onLost, this.#limits.patienceMs);
      const memory = setInterval(() => {
        if (process.memoryUsage.rss() > limit) onLost();
      }, memoryCheckMs);
      signal.addEventListener('abort', onAbort, { once: true });
      thread.on('message', onMessage).on('exit', onLost);
      thread.postMessage(request);
    });
  }

  #start(): Worker {
    const thread = new Worker(this.#threadUrl, {
      workerData: ocrRole,
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.maxHeapMb },
      // What pdf.js and tesseract print about a file stays here.
      stdout: true,
      stderr: true,
    });
    thread.stdout.resume();
    thread.stderr.resume();
    // An error ends it, which is told by its exit.
    thread.on('error', () => undefined);
    return thread;
  }
}
