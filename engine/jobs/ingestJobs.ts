import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import type { Job } from '../ports/JobQueue.ts';

export const ingestJob = 'document.ingest';

/** What a person adds now goes before what is caught up in the background. */
const priorities = { asked: 100, background: 200 } as const;
/** How often a cancelled job is looked at until its handler has returned. */
const lookEveryMs = 20;

/**
 * Enqueues a document's ingest unless it is under way. `reparse`: read the PDF again although a revision is there; `reembed`: compute vectors again
 * although they are there.
 */
export async function enqueueIngest(
  ports: Pick<EnginePorts, 'queue'>,
  ctx: RequestContext,
  documentId: string,
  options: { reparse: boolean; reembed?: boolean; background?: boolean },
): Promise<Job> {
  return await ports.queue.enqueue({
    name: ingestJob,
    libraryId: ctx.libraryId,
    key: documentId,
    payload: { documentId, reparse: options.reparse, reembed: options.reembed ?? false },
    priority: options.background ? priorities.background : priorities.asked,
  });
}

/**
 * Cancels a document's ingest and waits until nothing works on it any more: what is then written, or enqueued, is not overtaken by
 * the cancelled try.
 */
export async function cancelIngest(ports: Pick<EnginePorts, 'queue'>, documentId: string): Promise<void> {
  await ports.queue.cancel(ingestJob, documentId);
  while ((await ports.queue.find(ingestJob, documentId))?.state === 'running') await sleep(lookEveryMs);
}
