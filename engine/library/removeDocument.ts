import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { ingestJob } from '../jobs/ingestJobs.ts';

/** To the trash, work on it cancelled; `restore` brings it back whole. Errors: `not_found`. */
export async function trashDocument(ports: EnginePorts, ctx: RequestContext, id: string): Promise<void> {
  await ports.documents.trash(ctx, id);
  await ports.queue.cancel(ingestJob, id);
  ports.events.publish({ type: 'document.removed', libraryId: ctx.libraryId, documentId: id });
}

/**
 * Deletes it for good, in every store. Rows go first: what a crash leaves behind after them (index entries, the blob) is
 * invisible.
 */
export async function purgeDocument(ports: EnginePorts, ctx: RequestContext, id: string): Promise<void> {
  await trashDocument(ports, ctx, id);
  const { releasedBlobs, revisionIds } = await ports.documents.purge(ctx, id);
  await ports.lexical.remove(ctx, revisionIds);
  for (const space of await ports.vectors.spaces(ctx)) await ports.vectors.removeDocument(ctx, space, id);
  for (const hash of releasedBlobs) await ports.blobs.delete(ctx, hash);
}
