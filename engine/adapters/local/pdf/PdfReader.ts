import { Worker } from 'node:worker_threads';
import { AppError } from '../../../../shared/errors/AppError.ts';
import type { ErrorCode } from '../../../../shared/errors/errorTable.ts';
import type { RawPage } from './rawPage.ts';
import type { ReadMessage, ReadRequest } from './readerThread.ts';

type Opened = Extract<ReadMessage, { type: 'open' }>;

/** What a page came to: its text, or why it could not be read. */
export type ReadResult = { page: RawPage } | { failed: { number: number; width: number; height: number; code: ErrorCode } };

export interface ReadOptions {
  path: string;
  password: string | null;
  signal: AbortSignal;
  onOpen(opened: Opened): void;
  onPage(result: ReadResult): void;
}

/** Milliseconds: opening a file, and reading one page, take longer than this only when something is wrong. Below the supervisor's own limit. */
const patience = 10_000;
/** Bytes a document may add to the process: text needs a tenth of it, decompression bombs all there is. */
const maxGrowth = 900 * 2 ** 20;
const memoryCheckMs = 50;
const maxHeapMb = 640;
/** A file with more pages than this that hang or eat the memory is given up. */
const maxLostPages = 2;
/** After a document that left the process larger than this, the next one gets a fresh thread. */
const keepBelow = 300 * 2 ** 20;

/**
 * Reads PDFs on a thread of its own, so that nothing in a file can block, exhaust or outlive this one: a page that hangs or needs too much memory is
 * passed over (its thread is ended and the file opened again behind that page), and a cancel ends the thread at once. One document at a time.
 */
export class PdfReader {
  readonly #threadUrl: URL;
  #thread: Worker | undefined;
  #baseline = 0;

  /** `threadUrl`: the module that calls `serveReader` when it runs as a thread. */
  constructor(threadUrl: URL) {
    this.#threadUrl = threadUrl;
  }

  async read(options: ReadOptions): Promise<void> {
    const lost: number[] = [];
    let first = 1;
    let opened = false;
    for (;;) {
      const outcome = await this.#attempt(
        options,
        { path: options.path, password: options.password, first, skip: lost },
        !opened,
      );
      if (outcome.type === 'done') return;
      const { reading, code } = outcome;
      if (reading === 0 || lost.length === maxLostPages) throw new AppError(code);
      options.onPage({ failed: { number: reading, width: 0, height: 0, code } });
      opened = true;
      lost.push(reading);
      first = reading + 1;
    }
  }

  close(): void {
    void this.#thread?.terminate();
    this.#thread = undefined;
  }

  /** Reads until the end or until the thread had to be ended, while it was at page `reading` (0: opening). */
  #attempt(
    options: ReadOptions,
    request: ReadRequest,
    tellOpen: boolean,
  ): Promise<{ type: 'done' } | { type: 'lost'; reading: number; code: ErrorCode }> {
    const { signal } = options;
    signal.throwIfAborted();
    const thread = this.#start();
    const limit = process.memoryUsage.rss() + maxGrowth;
    return new Promise((resolve, reject) => {
      let reading = 0;
      const end = (finish: () => void, keep: boolean) => {
        clearTimeout(silence);
        clearInterval(memory);
        signal.removeEventListener('abort', onAbort);
        thread.off('message', onMessage).off('error', onError).off('exit', onExit);
        if (!keep || process.memoryUsage.rss() > this.#baseline + keepBelow) this.close();
        finish();
      };
      const lose = (code: ErrorCode) => end(() => resolve({ type: 'lost', reading, code }), false);
      const onAbort = () => end(() => reject(AppError.from(signal.reason)), false);
      const silence = setTimeout(() => lose('parse_timeout'), patience);
      const memory = setInterval(() => {
        if (process.memoryUsage.rss() > limit) lose('parse_memory');
      }, memoryCheckMs);
      const onMessage = (message: ReadMessage) => {
        silence.refresh();
        try {
          switch (message.type) {
            case 'open':
              if (tellOpen) options.onOpen(message);
              break;
            case 'reading':
              reading = message.number;
              break;
            case 'page':
              options.onPage({ page: message.page });
              break;
            case 'pageFailed':
              options.onPage({ failed: message });
              break;
            case 'done':
              end(() => resolve({ type: 'done' }), true);
              break;
            case 'failed':
              end(() => reject(AppError.fromData(message.error)), true);
          }
        } catch (error) {
          end(() => reject(error), false);
        }
      };
      const onError = (error: NodeJS.ErrnoException) =>
        lose(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'parse_memory' : 'pdf_corrupt');
      const onExit = () => lose('pdf_corrupt');
      signal.addEventListener('abort', onAbort, { once: true });
      thread.on('message', onMessage).on('error', onError).on('exit', onExit);
      thread.postMessage(request);
    });
  }

  #start(): Worker {
    if (this.#thread) return this.#thread;
    this.#thread = new Worker(this.#threadUrl, {
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
      // What pdf.js prints about a file stays here.
      stdout: true,
      stderr: true,
    });
    // An ended thread may still fail; nobody listens by then.
    this.#thread.on('error', () => undefined);
    this.#baseline = process.memoryUsage.rss();
    return this.#thread;
  }
}
