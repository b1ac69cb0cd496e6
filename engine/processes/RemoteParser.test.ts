import { afterEach, describe, expect, it, vi } from 'vitest';
import { textTrace } from '../../tests/fixtures/parsedPages.ts';
import type { Logger } from '../ports/Logger.ts';
import { memoryLauncher } from './memoryLauncher.ts';
import { ProcessClient } from './ProcessClient.ts';
import { RemoteParser } from './RemoteParser.ts';
import { type Handlers, serve } from './serve.ts';

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };

describe('RemoteParser', () => {
  let client: ProcessClient;
  afterEach(() => {
    client.close();
    vi.useRealTimers();
  });
  function parserOver(handlers: Handlers): RemoteParser {
    const launch = memoryLauncher({ parser: (channel) => serve('parser', channel, () => handlers) });
    client = new ProcessClient({ name: 'parser', config: {}, launch, log: silent });
    return new RemoteParser([client]);
  }
  const page = { number: 1, label: null, width: 1, height: 1, text: '', runs: [], blocks: [], error: null, trace: textTrace };

  it('passes on what the process says while it reads', async () => {
    const parser = parserOver({
      parse: (_: never, call) => {
        call.emit({ type: 'open', pageCount: 1 });
        call.emit({ type: 'progress', pagesDone: 1 });
        call.emit({ type: 'page', page });
        return { pageCount: 1, title: 'T', running: [], info: { title: '', author: '', created: null } };
      },
    });
    const seen: unknown[] = [];
    const document = await parser.parse(
      { path: '/x.pdf' },
      {
        signal: new AbortController().signal,
        onOpen: (count) => seen.push(count),
        onProgress: (done) => seen.push({ done }),
        onPage: (given) => seen.push(given),
      },
    );
    expect(document.title).toBe('T');
    expect(seen).toEqual([1, { done: 1 }, page]);
  });

  // A process that hangs is ended by its supervisor; for the document that is a time-out, not something to try again.
  it('calls a silent process a time-out', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const parser = parserOver({ parse: () => new Promise(() => undefined) });
    const work = parser.parse({ path: '/x.pdf' }, { signal: new AbortController().signal, onPage: () => undefined });
    const outcome = expect(work).rejects.toMatchObject({ code: 'parse_timeout', retryable: false });
    // Until it says that it is up.
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    await vi.advanceTimersByTimeAsync(client.definition.silenceMs + 1);
    await outcome;
  });

  // A scan that takes minutes held up every paper behind it.
  it('reads as many documents at once as it has processes, each in its own', async () => {
    const open = Promise.withResolvers<void>();
    const reading: string[][] = [];
    const clients = [0, 1].map(() => {
      const mine: string[] = [];
      reading.push(mine);
      const handlers: Handlers = {
        parse: async ({ path }: { path: string }) => {
          mine.push(path);
          await open.promise;
          return { pageCount: 1, title: path, running: [], info: { title: '', author: '', created: null } };
        },
      };
      const launch = memoryLauncher({ parser: (channel) => serve('parser', channel, () => handlers) });
      return new ProcessClient({ name: 'parser', config: {}, launch, log: silent });
    });
    client = clients[0]!;
    const parser = new RemoteParser(clients);
    expect(parser.concurrency).toBe(2);
    const options = { signal: new AbortController().signal, onPage: () => undefined };
    const work = ['1', '2', '3'].map((path) => parser.parse({ path }, options));
    await vi.waitFor(() => expect(reading).toEqual([['1'], ['2']]));
    open.resolve();
    expect((await Promise.all(work)).map(({ title }) => title)).toEqual(['1', '2', '3']);
    clients[1]!.close();
  });
});
