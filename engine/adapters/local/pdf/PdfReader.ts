import { Worker } from 'node:worker_threads';
import { AppError } from '../../../../shared/errors/AppError.ts';
import type { ErrorCode } from '../../../../shared/errors/errorTable.ts';
import type { FontWidths } from './drawing/readDrawing.ts';
import type { RawPage } from './rawPage.ts';
import type { Drawn, ReadMessage, ReadRequest } from './readerThread.ts';
import type { RawNote } from './readNotes.ts';

type Opened = Extract<ReadMessage, { type: 'open' }>;

/** What a page came to: its text, or why it could not be read. */
export type ReadResult = { page: RawPage } | { failed: { number: number; width: number; height: number; code: ErrorCode } };

export interface ReadOptions {
  path: string;
  password: string | null;
  signal: AbortSignal;
  /** Called when the thread is up and begins with the file. */
  onReading(): void;
  onOpen(opened: Opened): void;
  onPage(result: ReadResult): void;
  /** Called behind the last page, unless the thread was lost there. */
  onNotes(notes: RawNote[]): void;
  onMeasured(widths: FontWidths): void;
}

/** How far a file was read. */
interface Reading {
  /** Null until it was opened. */
  pageCount: number | null;
  next: number;
  /** A page whose text was read and whose drawing is looked at. */
  held: RawPage | null;
  /** Whether drawings are looked at: not after one that was too much. */
  drawings: boolean;
}

/** When a file is given up, or a page of it. */
export interface ReadLimits {
  /** Milliseconds: opening a file, and reading one page, take longer only when something is wrong. Below the supervisor's own limit. */
  patienceMs: number;
  /** Bytes a document may add to the process: text needs a tenth of it, decompression bombs all there is. A buffer that doubles
   * may go beyond by half before that is seen. */
  maxGrowth: number;
  /** Of the thread's JavaScript heap. */
  maxHeapMb: number;
  /** Pages that hang or eat the memory; one more, and the whole file is given up. */
  maxLostPages: number;
}

const usualLimits: ReadLimits = {
  patienceMs: 10_000,
  maxGrowth: 700 * 2 ** 20,
  maxHeapMb: 640,
  maxLostPages: 2,
};
/** Milliseconds for a thread to start and load pdf.js: no file's fault, and a busy machine with a cold disk takes its time. */
const startMs = 90_000;
const memoryCheckMs = 50;
/** After a document that left the process larger than this, the next one gets a fresh thread. */
const keepBelow = 300 * 2 ** 20;

/**
 * Reads PDFs on a thread of its own, so that nothing in a file can block, exhaust or outlive this one: a page that hangs or needs too much memory is
 * passed over (its thread is ended and the file opened again behind that page), and a cancel ends the thread at once. One document at a time.
 */
export class PdfReader {
  readonly #threadUrl: URL;
  readonly #limits: ReadLimits;
  #thread: Worker | undefined;
  #baseline = 0;

  /** `threadUrl`: the module that calls `serveReader` when it runs as a thread. */
  constructor(threadUrl: URL, limits: ReadLimits = usualLimits) {
    this.#threadUrl = threadUrl;
    this.#limits = limits;
  }

  async read(options: ReadOptions): Promise<void> {
    const reading: Reading = { pageCount: null, next: 1, held: null, drawings: true };
    for (let lost = 0; ; lost++) {
      const trouble = await this.#attempt(options, reading);
      if (reading.held) {
        options.onPage({ page: reading.held });
        reading.held = null;
        reading.drawings = false;
        if (reading.next <= reading.pageCount! && lost < this.#limits.maxLostPages) continue;
      }
      if (trouble === null || (reading.pageCount !== null && reading.next > reading.pageCount)) return;
      if (reading.pageCount === null || lost === this.#limits.maxLostPages) throw new AppError(trouble);
      options.onPage({ failed: { number: reading.next++, width: 0, height: 0, code: trouble } });
    }
  }

  close(): void {
    void this.#thread?.terminate();
    this.#thread = undefined;
  }

  /** Reads on from `reading.next`. Gives null at the end, else why the thread had to be ended; `reading.next` then is the page it was at. */
  #attempt(options: ReadOptions, reading: Reading): Promise<ErrorCode | null> {
    const { signal } = options;
    signal.throwIfAborted();
    const thread = this.#start();
    const limit = process.memoryUsage.rss() + this.#limits.maxGrowth;
    return new Promise((resolve, reject) => {
      const end = (finish: () => void, keep: boolean) => {
        clearTimeout(silence);
        clearInterval(memory);
        signal.removeEventListener('abort', onAbort);
        thread.off('message', onMessage).off('error', onError).off('exit', onExit);
        if (!keep || process.memoryUsage.rss() > this.#baseline + keepBelow) this.close();
        finish();
      };
      const lose = (code: ErrorCode) => end(() => resolve(code), false);
      const onAbort = () => end(() => reject(AppError.from(signal.reason)), false);
      const lostAfter = (ms: number) => setTimeout(() => lose('parse_timeout'), ms);
      let silence = lostAfter(startMs);
      const memory = setInterval(() => {
        if (process.memoryUsage.rss() > limit) lose('parse_memory');
      }, memoryCheckMs);
      const onMessage = (message: ReadMessage) => {
        silence.refresh();
        try {
          switch (message.type) {
            case 'reading':
              clearTimeout(silence);
              silence = lostAfter(this.#limits.patienceMs);
              options.onReading();
              break;
            case 'open':
              if (reading.pageCount === null) options.onOpen(message);
              reading.pageCount = message.pageCount;
              break;
            case 'page':
              reading.next = message.page.number + 1;
              reading.held = message.page;
              break;
            case 'drawn':
              options.onPage({ page: drawn(reading.held!, message) });
              reading.held = null;
              break;
            case 'pageFailed':
              reading.next = message.number + 1;
              reading.held = null;
              options.onPage({ failed: message });
              break;
            case 'notes':
              options.onNotes(message.notes);
              break;
            case 'measured':
              options.onMeasured(message.widths);
              break;
            case 'done':
              end(() => resolve(null), true);
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
      const { path, password } = options;
      thread.postMessage({ path, password, first: reading.next, drawings: reading.drawings } satisfies ReadRequest);
    });
  }

  #start(): Worker {
    if (this.#thread) return this.#thread;
    this.#thread = new Worker(this.#threadUrl, {
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.maxHeapMb },
      // What pdf.js prints about a file stays here.
      stdout: true,
      stderr: true,
    });
    this.#thread.stdout.resume();
    this.#thread.stderr.resume();
    // An ended thread may still fail; nobody listens by then.
    this.#thread.on('error', () => undefined);
    // Waiting for the next document keeps no process alive.
    this.#thread.unref();
    this.#baseline = process.memoryUsage.rss();
    return this.#thread;
  }
}

/** Characters kept of text that cannot be seen. */
const maxHidden = 200;

/** The page with what its drawing tells. */
function drawn(page: RawPage, { hidden, beyond, rules, durationMs }: Drawn): RawPage {
  const out = new Set(hidden);
  return {
    ...page,
    items: page.items.filter((_, i) => !out.has(i)),
    rules,
    hiddenText: [...hidden.map((i) => page.items[i]!.text.trim()), beyond].join(' ').trim().slice(0, maxHidden),
    durationMs: page.durationMs + durationMs,
  };
}
