import { unfinishedStatuses } from '../../shared/domain/document.ts';
import type { LibraryStatus } from '../../shared/domain/library.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { documentEta } from '../jobs/eta.ts';
import { ingestJob } from '../jobs/ingestJobs.ts';

/** Documents whose own ETA is summed; the rest of a longer queue is taken to be like them. */
const etaSample = 200;

/** Totals of the library, the queue and the model in use. */
export async function libraryStatus(ports: EnginePorts, ctx: RequestContext): Promise<LibraryStatus> {
  const counts = await ports.documents.counts(ctx);
  return {
    libraryId: ctx.libraryId,
    documents: counts.byStatus as Record<string, number>,
    trashed: counts.trashed,
    pages: counts.pages,
    chunks: counts.chunks,
    sizeBytes: counts.sizeBytes,
    queue: await queueStatus(ports, ctx),
    embedder: await embedderStatus(ports),
  };
}

export async function queueStatus(ports: EnginePorts, ctx: RequestContext): Promise<LibraryStatus['queue']> {
  const { queued, running } = await ports.queue.counts(ingestJob);
  const paused = await ports.queue.isPaused(ingestJob);
  const trouble = (await ports.queue.trouble())?.toData();
  const problem = trouble ? { code: trouble.code, message: trouble.message, action: trouble.action } : null;
  if (queued + running === 0) return { queued, running, paused, etaMs: null, problem };
  const sample = await ports.documents.list(ctx, { limit: etaSample, statuses: [...unfinishedStatuses] });
  const etas = sample.items.map(documentEta).filter((eta) => eta !== null);
  const mean = etas.reduce((sum, eta) => sum + eta, 0) / Math.max(1, etas.length);
  return { queued, running, paused, etaMs: Math.round(mean * Math.max(etas.length, queued + running)), problem };
}

async function embedderStatus(ports: EnginePorts): Promise<LibraryStatus['embedder']> {
  const modelId = ports.embeddingModel;
  try {
    await ports.models.locate(modelId);
    return { modelId, available: true, message: '' };
  } catch (error) {
    const { message, action } = AppError.from(error);
    return { modelId, available: false, message: `${message} ${action}` };
  }
}
