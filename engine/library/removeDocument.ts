import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { cancelIngest } from '../jobs/ingestJobs.ts';
import { blobLock } from './keyedLock.ts';

/** To the trash, work on it cancelled; `restore` brings it back whole. Errors: `not_found`. */
export async function trashDocument(ports: EnginePorts, ctx: RequestContext, id: string): Promise<void> {
  const document = await ports.documents.trash(ctx, id);
  await cancelIngest(ports, id);
  ports.events.publish({ type: 'document.changed', document, etaMs: null });
}

/**
 * Deletes it for good, in every store. Rows go first: what a crash leaves behind after them (index entries, the blob) is
 * invisible. Errors: `not_found`.
 */
export async function purgeDocument(ports: EnginePorts, ctx: RequestContext, id: string): Promise<void> {
  await trashDocument(ports, ctx, id);
  const document = await ports.documents.get(ctx, id);
  if (!document) return;
  const { revisionIds } = await blobLock.run(document.blobHash, async () => {
    const purged = await ports.documents.purge(ctx, id);
    for (const hash of purged.releasedBlobs) await ports.blobs.delete(ctx, hash);
    return purged;
  });
  await ports.lexical.remove(ctx, revisionIds);
  for (const space of await ports.vectors.spaces(ctx)) await ports.vectors.removeDocument(ctx, space, id);
  ports.events.publish({ type: 'document.removed', libraryId: ctx.libraryId, documentId: id });
}
