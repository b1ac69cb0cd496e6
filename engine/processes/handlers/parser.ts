import { constants, setPriority } from 'node:os';
import { type ParseInput, PdfParser } from '../../adapters/local/pdf/PdfParser.ts';
import type { ParserEvent } from '../RemoteParser.ts';
import type { Call, HandlerFactory } from '../serve.ts';

/** A request that waits, for the one before or for the reader to load, says so this often: to the supervisor silence means that something hangs. */
const waitingMs = 5000;

/** The parser process. `threadUrl`: the module that serves as a thread of it (see entries/parser.ts). */
export function parserHandlers(threadUrl: URL): HandlerFactory<'parser'> {
  return () => {
    // Reading ahead gives way to the window and to the models; the thread started for it inherits this.
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
    const parser = new PdfParser(threadUrl);
    return {
      async parse(input: ParseInput, call: Call) {
        const emit = (event: ParserEvent) => call.emit(event);
        const waiting = setInterval(() => emit({ type: 'progress', pagesDone: 0, toRecognise: 0 }), waitingMs);
        try {
          return await parser.parse(input, {
            signal: call.signal,
            onStart: () => clearInterval(waiting),
            onOpen: (pageCount) => emit({ type: 'open', pageCount }),
            onProgress: (pagesDone, toRecognise) => emit({ type: 'progress', pagesDone, toRecognise }),
            onPage: (page) => emit({ type: 'page', page }),
          });
        } finally {
          clearInterval(waiting);
        }
      },
    };
  };
}
