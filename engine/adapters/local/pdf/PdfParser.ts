import type { ErrorCode } from '../../../../shared/errors/errorTable.ts';
import type { FileInfo, ParsedDocument, ParsedPage } from '../../../ports/Parser.ts';
import { PdfReader } from './PdfReader.ts';
import type { RawNote } from './readNotes.ts';
import { documentOf } from './structure/documentOf.ts';
import { type PageText, pageText } from './structure/pageText.ts';

export interface ParseOptions {
  signal: AbortSignal;
  /** Called when its turn has come and what reads it is loaded. */
  onStart(): void;
  onOpen(pageCount: number): void;
  onProgress(pagesDone: number): void;
  onPage(page: ParsedPage): void;
}

/** PDFs to pages of text: a thread reads the pages' items, and here they become lines, paragraphs and headings. One document at a time. */
export class PdfParser {
  readonly #reader: PdfReader;
  #last: Promise<unknown> = Promise.resolve();

  /** `threadUrl`: see PdfReader. */
  constructor(threadUrl: URL) {
    this.#reader = new PdfReader(threadUrl);
  }

  /** Errors as the Parser port names them. */
  parse(input: { path: string; password?: string }, options: ParseOptions): Promise<ParsedDocument> {
    const turn = this.#last.then(() => this.#parse(input, options));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Ends the thread. */
  close(): void {
    this.#reader.close();
  }

  async #parse(input: { path: string; password?: string }, options: ParseOptions): Promise<ParsedDocument> {
    const pages: PageText[] = [];
    let notes: RawNote[] = [];
    let labels: string[] | null = null;
    let info: FileInfo = { title: '', author: '', created: null };
    await this.#reader.read({
      path: input.path,
      password: input.password ?? null,
      signal: options.signal,
      onReading: options.onStart,
      onOpen: (opened) => {
        ({ labels, info } = opened);
        options.onOpen(opened.pageCount);
      },
      onPage: (result) => {
        pages.push('page' in result ? pageText(result.page) : withoutText(result.failed));
        options.onProgress(pages.length);
      },
      onNotes: (found) => {
        notes = found;
      },
      onMeasured: (widths) => {
        for (const { fonts } of pages) for (const name in fonts) fonts[name]!.widths = widths[name] ?? {};
      },
    });
    const onTurn = () => {
      options.signal.throwIfAborted();
      options.onProgress(pages.length);
    };
    const document = await documentOf(pages, { notes, labels, infoTitle: info.title, onTurn });
    for (const page of document.pages) options.onPage(page);
    return { pageCount: pages.length, title: document.title, running: document.running, info };
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
  return { number, width, height, directions: [], fonts: {}, error: code, durationMs: 0, quality: null, warnings: [] };
}
