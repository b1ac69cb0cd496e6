import { type Document, isUnfinished } from '../../shared/domain/document.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';

/** Calls `onEnd` for each of the documents once, as its work ends; resolves when all have. Unknown and removed ones are passed over. */
export async function waitForDocuments(
  ports: EnginePorts,
  ctx: RequestContext,
  ids: string[],
  onEnd: (document: Document) => void,
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
    onEnd(document);
    check();
  };
  const stop = ports.events.subscribe((event) => {
    if (event.type === 'document.changed' && event.document.libraryId === ctx.libraryId) end(event.document);
    if (event.type === 'document.removed') passOver(event.documentId);
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
    await done.promise;
    return ids.length;
  } finally {
    stop();
    ctx.signal.removeEventListener('abort', abort);
  }
}
