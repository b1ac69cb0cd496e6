import { type Document, isUnfinished } from '../../shared/domain/document.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { cancelIngest } from '../jobs/ingestJobs.ts';

/** Stops work on a document and returns it as it then is. Errors: `not_found`. */
export async function cancelDocument(ports: EnginePorts, ctx: RequestContext, id: string): Promise<Document> {
  const before = await ports.documents.get(ctx, id);
  if (!before) throw new AppError('not_found', { message: 'This document is not in the library.' });
  await cancelIngest(ports, id);
  const document = (await ports.documents.get(ctx, id)) ?? before;
  // A try that was running has written its own end; one that never began has nobody else to.
  if (!isUnfinished(document)) return document;
  const { code, message, action } = new AppError('cancelled');
  const cancelled = await ports.documents.update(ctx, id, {
    status: 'cancelled',
    error: { code, message, action },
    finishedAt: ports.now(),
  });
  if (cancelled) ports.events.publish({ type: 'document.changed', document: cancelled, etaMs: null });
  return cancelled ?? document;
}
