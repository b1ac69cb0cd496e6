import type { ErrorCode } from '../../../../shared/errors/errorTable.ts';
import type { FileInfo, ParsedDocument, ParsedPage, Recognition } from '../../../ports/Parser.ts';
import { OcrReader } from './ocr/OcrReader.ts';
import { needsOcr, recognisePages } from './ocr/recognisePages.ts';
import { PdfReader } from './PdfReader.ts';
import type { RawNote } from './readNotes.ts';
import { documentOf } from './structure/documentOf.ts';
import { markGarbled } from './structure/garbled.ts';
import { type PageText, pageText } from './structure/pageText.ts';

export interface ParseInput {
  path: string;
  password?: string;
  /** Without it no picture is read. */
  recognition?: Recognition | null;
}

export interface ParseOptions {
  signal: AbortSignal;
  /** Called when its turn has come and what reads it is loaded. */
  onStart(): void;
  onOpen(pageCount: number): void;
  /** `toRecognise`: pages not done that are read on their pictures. */
  onProgress(pagesDone: number, toRecognise: number): void;
  onPage(page: ParsedPage): void;
}

/**
 * PDFs to pages of text: one thread reads the pages' items, another the pictures of pages that have none, and here they become lines, paragraphs and
 * headings. One document at a time.
 */
export class PdfParser {
  readonly #reader: PdfReader;
  readonly #ocr: OcrReader;
  #last: Promise<unknown> = Promise.resolve();

  /** `threadUrl`: see PdfReader and OcrReader. */
  constructor(threadUrl: URL) {
    this.#reader = new PdfReader(threadUrl);
    this.#ocr = new OcrReader(threadUrl);
  }

  /** Errors as the Parser port names them. */
  parse(input: ParseInput, options: ParseOptions): Promise<ParsedDocument> {
    const turn = this.#last.then(() => this.#parse(input, options));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Ends the thread. */
  close(): void {
    this.#reader.close();
  }

  async #parse(input: ParseInput, options: ParseOptions): Promise<ParsedDocument> {
    const { path, password = null, recognition = null } = input;
    const pages: PageText[] = [];
    let notes: RawNote[] = [];
    let pictures = 0;
    let labels: string[] | null = null;
    let recovered = false;
    let info: FileInfo = { title: '', author: '', created: null };
    await this.#reader.read({
      path,
      password,
      signal: options.signal,
      onReading: options.onStart,
      onOpen: (opened) => {
        ({ labels, info, recovered } = opened);
        options.onOpen(opened.pageCount);
      },
      onPage: (result) => {
        const page = 'page' in result ? pageText(result.page) : withoutText(result.failed);
        pages.push(page);
        if (recognition && needsOcr(page)) pictures++;
        options.onProgress(pages.length - pictures, pictures);
      },
      onNotes: (found) => {
        notes = found;
      },
      onMeasured: (widths) => {
        for (const { fonts } of pages) for (const name in fonts) fonts[name]!.widths = widths[name] ?? {};
      },
    });
    markGarbled(pages);
    if (recognition) {
      const onSign = (left: number) => options.onProgress(pages.length - left, left);
      await recognisePages(this.#ocr, pages, { path, password, recognition }, { signal: options.signal, onSign });
    }
    const onTurn = () => {
      options.signal.throwIfAborted();
      options.onProgress(pages.length, 0);
    };
    const document = await documentOf(pages, { notes, labels, infoTitle: info.title, onTurn });
    for (const page of document.pages) options.onPage(page);
    return {
      pageCount: pages.length,
      title: document.title,
      running: document.running,
      info,
      ...(recovered ? { recovered } : {}),
    };
  }
}

function withoutText({
  number,
  width,
  height,
  code,
}: {
  number: number;
  width: number;
  height: number;
  code: ErrorCode;
}): PageText {
  return {
    number,
    width,
    height,
    directions: [],
    fonts: {},
    rules: [],
    error: code,
    durationMs: 0,
    quality: null,
    warnings: [],
    ocr: null,
  };
}
