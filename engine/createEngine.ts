import { type RouteName, type RouteParsed, routes } from '../shared/api/routes.ts';
import { localPrincipalId } from '../shared/domain/library.ts';
import { AppError } from '../shared/errors/AppError.ts';
import type { RequestContext } from './context.ts';
import type { Engine } from './Engine.ts';
import type { EnginePorts } from './EnginePorts.ts';
import { citationHandlers } from './handlers/citationHandlers.ts';
import { collectionHandlers } from './handlers/collectionHandlers.ts';
import { conversationHandlers } from './handlers/conversationHandlers.ts';
import { deviceHandlers } from './handlers/deviceHandlers.ts';
import { documentHandlers } from './handlers/documentHandlers.ts';
import type { Handler, HandlersOf } from './handlers/handler.ts';
import { languageHandlers } from './handlers/languageHandlers.ts';
import { matrixHandlers } from './handlers/matrixHandlers.ts';
import { modelHandlers } from './handlers/modelHandlers.ts';
import { numberHandlers } from './handlers/numberHandlers.ts';
import { quoteHandlers } from './handlers/quoteHandlers.ts';
import { readingHandlers } from './handlers/readingHandlers.ts';
import { recordHandlers } from './handlers/recordHandlers.ts';
import { relatedHandlers } from './handlers/relatedHandlers.ts';
import { searchHandlers } from './handlers/searchHandlers.ts';
import { ingestJob } from './jobs/ingestJobs.ts';
import { catchUpLookUps } from './jobs/lookUpJobs.ts';
import { reconcile } from './jobs/reconcile.ts';
import { startWorker } from './jobs/worker.ts';
import { blobFile, openBlob } from './library/openBlob.ts';
import { QueueWatch } from './library/QueueWatch.ts';
import { startMatrixWorker } from './matrices/matrixJobs.ts';
import { optimizeIndexes } from './search/optimizeIndexes.ts';

/** How often documents left without a job are looked for, and the indexes put in order. */
const tendEveryMs = 5 * 60_000;

/** Binds the ports to the route table. `close` ends the host's processes after the queue has drained. */
export function createEngine(ports: EnginePorts, host: { close: () => Promise<void> }): Engine {
  const passwords = new Map<string, string>();
  const watch = new QueueWatch(ports);
  const handlers: HandlersOf<RouteName> = {
    ...searchHandlers(ports),
    ...quoteHandlers(ports),
    ...numberHandlers(ports),
    ...documentHandlers(ports, passwords),
    ...collectionHandlers(ports),
    ...readingHandlers(ports),
    ...relatedHandlers(ports),
    ...recordHandlers(ports),
    ...conversationHandlers(ports),
    ...matrixHandlers(ports),
    ...citationHandlers(ports),
    ...modelHandlers(ports),
    ...deviceHandlers(ports),
    ...languageHandlers(ports),
  };
  let timer: NodeJS.Timeout | undefined;

  const contextOf = (libraryId: string): RequestContext => ({
    principal: { id: localPrincipalId },
    libraryId,
    requestId: ports.newId(),
    signal: new AbortController().signal,
  });
  const stopTurns = async () => {
    for (const library of await ports.documents.listLibraries()) await ports.conversations.stopRunning(contextOf(library.id));
  };
  const reconcileAll = async () => {
    for (const library of await ports.documents.listLibraries()) await reconcile(ports, contextOf(library.id));
  };
  const closing = new AbortController();
  let tending = false;
  const tend = async () => {
    if (tending) return;
    tending = true;
    try {
      await reconcileAll();
      for (const library of await ports.documents.listLibraries()) await catchUpLookUps(ports, contextOf(library.id));
      for (const library of await ports.documents.listLibraries()) await optimizeIndexes(ports, contextOf(library.id));
      // Measuring wants a machine that does nothing else.
      const { queued, running } = await ports.queue.counts(ingestJob);
      if (queued + running === 0) await ports.tuner.tuneFirst({ signal: closing.signal });
    } catch (error) {
      // Closing ends it half-way; the next run goes on from there.
      if (timer) ports.log.error({ code: AppError.from(error).code }, 'tending the library failed');
    } finally {
      tending = false;
    }
  };

  return {
    events: ports.events,
    async call(route, input, { ctx, emit }) {
      const parsed = routes[route].input.safeParse(input);
      if (!parsed.success) {
        const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`);
        throw new AppError('invalid_input', { message: `The request is not valid: ${problems.join('; ')}.`, data: { problems } });
      }
      const handler = handlers[route] as unknown as Handler<typeof route>;
      return await handler(parsed.data as RouteParsed<typeof route>, ctx, emit ?? (() => undefined));
    },
    openBlob: (ctx, documentId, range) => openBlob(ports, ctx, documentId, range),
    blobFile: (ctx, documentId) => blobFile(ports, ctx, documentId),
    async start() {
      await stopTurns();
      startWorker(ports, passwords, { id: localPrincipalId });
      startMatrixWorker(ports, { id: localPrincipalId });
      watch.start();
      await reconcileAll();
      timer = setInterval(tend, tendEveryMs);
      timer.unref();
    },
    async close({ timeoutMs }) {
      clearInterval(timer);
      timer = undefined;
      closing.abort();
      watch.stop();
      await ports.queue.close({ timeoutMs });
      await host.close();
    },
  };
}
