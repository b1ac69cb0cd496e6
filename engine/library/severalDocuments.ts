import type { RetryStage } from '../../shared/domain/inspection.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { reconcile } from '../jobs/reconcile.ts';
import { retryDocument } from './addFiles.ts';
import { cancelDocument } from './cancelDocument.ts';
import { purgeDocument, trashDocument } from './removeDocument.ts';

/** Each of these returns the ids that were there; the others are passed over. */

export function removeDocuments(ports: EnginePorts, ctx: RequestContext, ids: string[], purge: boolean): Promise<string[]> {
  return each(ctx, ids, (id) => (purge ? purgeDocument : trashDocument)(ports, ctx, id));
}

/** Work that was cut off by the trash goes on. */
export async function restoreDocuments(ports: EnginePorts, ctx: RequestContext, ids: string[]): Promise<string[]> {
  const restored = await each(ctx, ids, async (id) => {
    const document = await ports.documents.restore(ctx, id);
    ports.events.publish({ type: 'document.changed', document, etaMs: null });
  });
  await reconcile(ports, ctx);
  return restored;
}

export function retryDocuments(ports: EnginePorts, ctx: RequestContext, ids: string[], stage: RetryStage): Promise<string[]> {
  return each(ctx, ids, (id) => retryDocument(ports, ctx, id, stage));
}

export function cancelDocuments(ports: EnginePorts, ctx: RequestContext, ids: string[]): Promise<string[]> {
  return each(ctx, ids, (id) => cancelDocument(ports, ctx, id));
}

async function each(ctx: RequestContext, ids: string[], work: (id: string) => Promise<unknown>): Promise<string[]> {
  const done: string[] = [];
  for (const id of new Set(ids)) {
    ctx.signal.throwIfAborted();
    try {
      await work(id);
      done.push(id);
    } catch (error) {
      if (AppError.from(error).code !== 'not_found') throw error;
    }
  }
  return done;
}
