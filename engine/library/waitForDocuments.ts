import type { WaitEvent } from '../../shared/api/routes/documentRoutes.ts';
import { type Document, isUnfinished } from '../../shared/domain/document.ts';
import type { QueueProblem } from '../../shared/domain/library.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { queueStatus } from './status.ts';

/**
 * Tells each of the documents once, as its work ends, and what keeps the queue waiting meanwhile; resolves when all have ended. Unknown and removed
 * ones are passed over.
 */
export async function waitForDocuments(
  ports: EnginePorts,
  ctx: RequestContext,
  ids: string[],
  tell: (event: WaitEvent) => void,
): Promise<number> {
  ctx.signal.throwIfAborted();
  const waiting = new Set(ids);
  const done = Promise.withResolvers<void>();
  // An abort may come before it is awaited below.
  done.promise.catch(() => undefined);
  const check = () => {
    if (waiting.size === 0) done.resolve();
  };
  const passOver = (id: string) => {
    waiting.delete(id);
    check();
  };
  const end = (document: Document) => {
    if (document.deletedAt !== null) {
      passOver(document.id);
      return;
    }
    if (isUnfinished(document) || !waiting.delete(document.id)) return;
    tell({ type: 'ended', document });
    check();
  };
  let told: string | undefined;
  const look = (problem: QueueProblem | null) => {
    if (problem && problem.code !== told) tell({ type: 'waiting', problem });
    told = problem?.code;
  };
  const stop = ports.events.subscribe((event) => {
    if (event.type === 'document.changed' && event.document.libraryId === ctx.libraryId) end(event.document);
    if (event.type === 'document.removed') passOver(event.documentId);
    if (event.type === 'queue.changed' && event.libraryId === ctx.libraryId) look(event.problem);
  });
  const abort = () => done.reject(ctx.signal.reason);
  ctx.signal.addEventListener('abort', abort, { once: true });
  try {
    for (const id of ids) {
      const document = await ports.documents.get(ctx, id);
      if (document) end(document);
      else passOver(id);
    }
    check();
    if (waiting.size > 0) look((await queueStatus(ports, ctx)).problem);
    await done.promise;
    return ids.length;
  } finally {
    stop();
    ctx.signal.removeEventListener('abort', abort);
  }
}
