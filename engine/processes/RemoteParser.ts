import { AppError } from '../../shared/errors/AppError.ts';
import type { ParsedDocument, ParsedPage, Parser, Recognition } from '../ports/Parser.ts';
import { Pool } from './Pool.ts';
import type { ProcessClient } from './ProcessClient.ts';

/** Stored with every revision: to be changed whenever the same file could give other text, blocks or boxes. */
const parserVersion = 'pdfjs-6.5.438-tesseract-7.0.0-9';

/** What the parser process says of a request while it works on it. */
export type ParserEvent =
  | { type: 'open'; pageCount: number }
  | { type: 'progress'; pagesDone: number; toRecognise: number }
  | { type: 'page'; page: ParsedPage };

type Input = Parameters<Parser['parse']>[0];
type Options = Parameters<Parser['parse']>[1];

/**
 * The Parser port over parser processes, each of which reads one document at a time. A process that had to be stopped because it fell silent is a
 * document that takes too long.
 */
export class RemoteParser implements Parser {
  readonly version = parserVersion;
  readonly #processes: Pool<ProcessClient>;
  readonly #recognition: () => Promise<Recognition | null>;

  /** `recognition`: how pictures of pages are read, asked for with every document; null where they are not. */
  constructor(processes: ProcessClient[], recognition: () => Promise<Recognition | null> = async () => null) {
    this.#processes = new Pool(processes);
    this.#recognition = recognition;
  }

  get concurrency(): number {
    return this.#processes.size;
  }

  parse(input: Input, options: Options): Promise<ParsedDocument> {
    return this.#processes.run(options.signal, (process) => this.#parse(process, input, options));
  }

  async #parse(process: ProcessClient, input: Input, options: Options): Promise<ParsedDocument> {
    const onEvent = (event: unknown) => {
      const known = event as ParserEvent;
      if (known.type === 'open') options.onOpen?.(known.pageCount);
      else if (known.type === 'progress') options.onProgress?.(known.pagesDone, known.toRecognise);
      else options.onPage(known.page);
    };
    try {
      const recognition = await this.#recognition();
      return await process.request<ParsedDocument>('parse', { ...input, recognition }, { signal: options.signal, onEvent });
    } catch (error) {
      if (AppError.is(error) && error.code === 'deadline_exceeded') throw new AppError('parse_timeout', { cause: error });
      throw error;
    }
  }
}
