import { unfinishedStatuses } from '../../shared/domain/document.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { enqueueIngest, ingestJob } from './ingestJobs.ts';

/**
 * Enqueues documents of a library that are owed work and have no live job: those a crash left between the row and the queue, and,
 * once the model is there, ready ones without vectors. Never failed, cancelled or trashed ones. Returns how many.
 */
export async function reconcile(ports: EnginePorts, ctx: RequestContext): Promise<number> {
  const live = await ports.queue.liveKeys(ingestJob);
  const modelReady = await ports.models.locate(ports.embeddingModel).then(
    () => true,
    () => false,
  );
  let enqueued = 0;
  let cursor: string | undefined;
  do {
    const page = await ports.documents.list(ctx, {
      limit: 500,
      statuses: [...unfinishedStatuses, ...(modelReady ? (['ready', 'partial'] as const) : [])],
      ...(cursor ? { cursor } : {}),
    });
    for (const document of page.items) {
      const finished = document.status === 'ready' || document.status === 'partial';
      if (live.has(document.id) || (finished && document.vectors === 'complete')) continue;
      await enqueueIngest(ports, ctx, document.id, { reparse: false, background: finished });
      enqueued += 1;
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  if (enqueued > 0) ports.log.info({ libraryId: ctx.libraryId, enqueued }, 'reconcile enqueued documents');
  return enqueued;
}
