import { AppError } from '../../shared/errors/AppError.ts';
import type { ParsedDocument, ParsedPage, Parser } from '../ports/Parser.ts';
import type { ProcessClient } from './ProcessClient.ts';

/** Stored with every revision: to be changed whenever the same file could give other text, blocks or boxes. */
const parserVersion = 'pdfjs-6.5.438-1';

/** What the parser process says of a request while it works on it. */
export type ParserEvent =
  | { type: 'open'; pageCount: number }
  | { type: 'progress'; pagesDone: number }
  | { type: 'page'; page: ParsedPage };

/** The Parser port over the parser process. A process that had to be stopped because it fell silent is a document that takes too long. */
export class RemoteParser implements Parser {
  readonly version = parserVersion;
  readonly #client: ProcessClient;
  #last: Promise<unknown> = Promise.resolve();

  constructor(client: ProcessClient) {
    this.#client = client;
  }

  /** One document at a time: when the process crashes or is killed, no other document is blamed for it. */
  parse(input: Parameters<Parser['parse']>[0], options: Parameters<Parser['parse']>[1]): Promise<ParsedDocument> {
    const turn = this.#last.then(() => this.#parse(input, options));
    this.#last = turn.catch(() => undefined);
    // Who gives up while another document is read does not wait for its end.
    return Promise.race([turn, abortOf(options.signal)]);
  }

  async #parse(input: Parameters<Parser['parse']>[0], options: Parameters<Parser['parse']>[1]): Promise<ParsedDocument> {
    const onEvent = (event: unknown) => {
      const known = event as ParserEvent;
      if (known.type === 'open') options.onOpen?.(known.pageCount);
      else if (known.type === 'progress') options.onProgress?.(known.pagesDone);
      else options.onPage(known.page);
    };
    try {
      return await this.#client.request<ParsedDocument>('parse', input, { signal: options.signal, onEvent });
    } catch (error) {
      if (AppError.is(error) && error.code === 'deadline_exceeded') throw new AppError('parse_timeout', { cause: error });
      throw error;
    }
  }
}

/** Rejects when the signal is aborted. */
function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = () => reject(AppError.is(signal.reason) ? signal.reason : new AppError('cancelled', { cause: signal.reason }));
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}
