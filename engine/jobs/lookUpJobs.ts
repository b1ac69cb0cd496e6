import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { RetryAfter } from '../ports/JobQueue.ts';
import { keepFailure, lookUpDocument, unknownHoldsMs } from '../records/lookUpDocument.ts';

export const lookUpJob = 'document.lookUp';

/** Behind everything else. */
const priority = 300;
/** Without a network it is tried again this much later. */
const offlineMs = 15 * 60_000;
/** What failed is tried again after this long. */
const failedHoldsMs = 24 * 3_600_000;

/** Enqueues looking a document up, where a person turned that on. */
export async function enqueueLookUp(ports: EnginePorts, ctx: RequestContext, documentId: string): Promise<void> {
  if (!ports.lookUps()) return;
  await ports.queue.enqueue({ name: lookUpJob, libraryId: ctx.libraryId, key: documentId, payload: { documentId }, priority });
}

/** Enqueues all documents of a library that are owed it; returns how many. */
export async function catchUpLookUps(ports: EnginePorts, ctx: RequestContext): Promise<number> {
  if (!ports.lookUps()) return 0;
  const live = await ports.queue.liveKeys(lookUpJob);
  const now = ports.now();
  const times = { unknownBefore: now - unknownHoldsMs, failedBefore: now - failedHoldsMs };
  const owed = (await ports.records.owed(ctx, times)).filter((id) => !live.has(id));
  for (const id of owed) await enqueueLookUp(ports, ctx, id);
  return owed.length;
}

/** Takes these jobs from the queue, one at a time: nobody waits for them. */
export function startLookUps(ports: EnginePorts, principal: RequestContext['principal']): void {
  ports.queue.work(lookUpJob, { concurrency: 1 }, async (job, { signal }) => {
    // Turned off meanwhile: what is owed then is found when it is turned on again.
    if (!ports.lookUps()) return;
    const documentId = String(job.payload.documentId);
    const ctx: RequestContext = { principal, libraryId: job.libraryId, requestId: `job-${job.id}`, signal };
    try {
      await lookUpDocument(ports, ctx, documentId);
    } catch (error) {
      signal.throwIfAborted();
      const { code, data, retryable } = AppError.from(error);
      if (code === 'lookup_offline') throw new RetryAfter(offlineMs, code);
      if (code === 'lookup_limited') throw new RetryAfter(Number(data?.retryAfterMs ?? offlineMs), code);
      if (retryable && job.attempts < job.maxAttempts) throw error;
      ports.log.warn({ documentId, code }, 'looking a document up failed');
      await keepFailure(ports, ctx, documentId);
    }
  });
}
