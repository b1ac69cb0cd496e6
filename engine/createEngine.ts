import { type RouteEvent, type RouteName, type RouteOutput, type RouteParsed, routes } from '../shared/api/routes.ts';
import { localPrincipalId } from '../shared/domain/library.ts';
import { AppError } from '../shared/errors/AppError.ts';
import { answer } from './answers/answer.ts';
import type { RequestContext } from './context.ts';
import type { Engine } from './Engine.ts';
import type { EnginePorts } from './EnginePorts.ts';
import { ingestJob } from './jobs/ingestJobs.ts';
import { reconcile } from './jobs/reconcile.ts';
import { startWorker } from './jobs/worker.ts';
import { addFiles, retryDocument } from './library/addFiles.ts';
import { cancelDocument } from './library/cancelDocument.ts';
import { openBlob } from './library/openBlob.ts';
import { QueueWatch, tellQueue } from './library/QueueWatch.ts';
import { purgeDocument, trashDocument } from './library/removeDocument.ts';
import { libraryStatus } from './library/status.ts';
import { waitForDocuments } from './library/waitForDocuments.ts';
import { optimizeIndexes } from './search/optimizeIndexes.ts';
import { search } from './search/search.ts';

type Handler<R extends RouteName> = (
  input: RouteParsed<R>,
  ctx: RequestContext,
  emit: (event: RouteEvent<R>) => void,
) => Promise<RouteOutput<R>>;
type RouteHandlers = { [R in RouteName]: Handler<R> };

/** How often documents left without a job are looked for, and the indexes put in order. */
const tendEveryMs = 5 * 60_000;

/** Binds the ports to the route table. `close` ends the host's processes after the queue has drained. */
export function createEngine(ports: EnginePorts, host: { close: () => Promise<void> }): Engine {
  const passwords = new Map<string, string>();
  const watch = new QueueWatch(ports);
  const handlers = routeHandlers(ports, passwords);
  let timer: NodeJS.Timeout | undefined;

  const contextOf = (libraryId: string): RequestContext => ({
    principal: { id: localPrincipalId },
    libraryId,
    requestId: ports.newId(),
    signal: new AbortController().signal,
  });
  const reconcileAll = async () => {
    for (const library of await ports.documents.listLibraries()) await reconcile(ports, contextOf(library.id));
  };
  let tending = false;
  const tend = async () => {
    if (tending) return;
    tending = true;
    try {
      await reconcileAll();
      for (const library of await ports.documents.listLibraries()) await optimizeIndexes(ports, contextOf(library.id));
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
    async start() {
      startWorker(ports, passwords, { id: localPrincipalId });
      watch.start();
      await reconcileAll();
      timer = setInterval(tend, tendEveryMs);
      timer.unref();
    },
    async close({ timeoutMs }) {
      clearInterval(timer);
      timer = undefined;
      watch.stop();
      await ports.queue.close({ timeoutMs });
      await host.close();
    },
  };
}

function routeHandlers(ports: EnginePorts, passwords: Map<string, string>): RouteHandlers {
  return {
    'library.status': (_input, ctx) => libraryStatus(ports, ctx),
    'documents.list': ({ cursor, limit, statuses, trashed }, ctx) =>
      ports.documents.list(ctx, { limit, trashed, ...(cursor ? { cursor } : {}), ...(statuses ? { statuses } : {}) }),
    'documents.get': ({ id }, ctx) => documentOf(ports, ctx, id),
    'documents.add': async ({ paths, password }, ctx, emit) => {
      const files = await addFiles(ports, ctx, paths, {
        onFile: emit,
        beforeEnqueue: (id) => {
          if (password !== undefined) passwords.set(id, password);
        },
      });
      return { files };
    },
    'documents.addDropped': async () => {
      throw new AppError('forbidden', { message: 'Only the window that took the drop can add it.' });
    },
    'documents.wait': async ({ ids }, ctx, emit) => ({ documents: await waitForDocuments(ports, ctx, ids, emit) }),
    'documents.remove': async ({ id, purge }, ctx) => {
      await (purge ? purgeDocument : trashDocument)(ports, ctx, id);
      return { id, purged: purge };
    },
    'documents.restore': async ({ id }, ctx) => {
      const document = await ports.documents.restore(ctx, id);
      await reconcile(ports, ctx);
      ports.events.publish({ type: 'document.changed', document, etaMs: null });
      return document;
    },
    'documents.retry': async ({ id, password }, ctx) => {
      if (password !== undefined) passwords.set(id, password);
      return await retryDocument(ports, ctx, id);
    },
    'documents.cancel': ({ id }, ctx) => cancelDocument(ports, ctx, id),
    'queue.pause': async (_input, ctx) => {
      await ports.queue.pause(ingestJob);
      await tellQueue(ports, ctx);
      return { paused: true };
    },
    'queue.resume': async (_input, ctx) => {
      await ports.queue.resume(ingestJob);
      await tellQueue(ports, ctx);
      return { paused: false };
    },
    search: async ({ query, k, mode, documentIds }, ctx) => {
      const startedAt = performance.now();
      const found = await search(ports, ctx, { query, k, mode, ...(documentIds ? { documentIds } : {}) });
      return { ms: Math.round(performance.now() - startedAt), passages: found.passages, mode: found.mode };
    },
    'answers.ask': ({ question, generator, documentIds }, ctx, emit) =>
      answer(ports, ctx, { question, ...(generator ? { generator } : {}), ...(documentIds ? { documentIds } : {}) }, (delta) =>
        emit({ delta }),
      ),
    'models.list': async () => {
      const states = await ports.models.list();
      return {
        models: states.map(({ manifest, installed }) => ({
          id: manifest.id,
          title: manifest.title,
          task: manifest.task,
          installed,
          inUse: manifest.id === ports.embeddingModel,
          sizeBytes: manifest.files.reduce((sum, file) => sum + file.size, 0),
        })),
      };
    },
    'models.download': async ({ id }, ctx, emit) => {
      const { manifest } = await ports.models.download(id, { signal: ctx.signal, onProgress: emit });
      await reconcile(ports, ctx);
      return {
        id,
        title: manifest.title,
        task: manifest.task,
        installed: true,
        inUse: id === ports.embeddingModel,
        sizeBytes: manifest.files.reduce((sum, file) => sum + file.size, 0),
      };
    },
  };
}

async function documentOf(ports: EnginePorts, ctx: RequestContext, id: string) {
  const document = await ports.documents.get(ctx, id);
  if (!document) throw new AppError('not_found', { message: 'This document is not in the library.' });
  return document;
}
