import type { documentRoutes } from '../../shared/api/routes/documentRoutes.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { ingestJob } from '../jobs/ingestJobs.ts';
import { enqueueLookUp } from '../jobs/lookUpJobs.ts';
import { addFiles } from '../library/addFiles.ts';
import { exportDocuments } from '../library/exportDocuments.ts';
import { findText } from '../library/findText.ts';
import { inspectDocument } from '../library/inspectDocument.ts';
import { tellQueue } from '../library/QueueWatch.ts';
import { cancelDocuments, removeDocuments, restoreDocuments, retryDocuments } from '../library/severalDocuments.ts';
import { waitForDocuments } from '../library/waitForDocuments.ts';
import type { HandlersOf } from './handler.ts';

/** `passwords` open encrypted documents, for this run of the process only. */
export function documentHandlers(ports: EnginePorts, passwords: Map<string, string>): HandlersOf<keyof typeof documentRoutes> {
  return {
    'documents.list': ({ cursor, limit, statuses, trashed }, ctx) =>
      ports.documents.list(ctx, { limit, trashed, ...(cursor ? { cursor } : {}), ...(statuses ? { statuses } : {}) }),
    'documents.get': ({ id }, ctx) => documentOf(ports, ctx, id),
    'documents.inspect': async ({ id }, ctx) => inspectDocument(ports, ctx, await documentOf(ports, ctx, id)),
    'documents.add': async ({ paths, password }, ctx, emit) => {
      const files = await addFiles(ports, ctx, paths, {
        onFile: emit,
        beforeEnqueue: (id) => {
          if (password !== undefined) passwords.set(id, password);
        },
      });
      return { files };
    },
    'documents.addDropped': async () => {
      throw new AppError('forbidden', { message: 'Only the window that took the drop can add it.' });
    },
    'documents.wait': async ({ ids }, ctx, emit) => ({ documents: await waitForDocuments(ports, ctx, ids, emit) }),
    'documents.update': async ({ id, ...fields }, ctx) => {
      const document = await ports.documents.edit(ctx, id, fields);
      ports.events.publish({ type: 'document.changed', document, etaMs: null });
      await enqueueLookUp(ports, ctx, id);
      return document;
    },
    'documents.remove': async ({ ids, purge }, ctx) => ({ ids: await removeDocuments(ports, ctx, ids, purge), purged: purge }),
    'documents.restore': async ({ ids }, ctx) => ({ ids: await restoreDocuments(ports, ctx, ids) }),
    'documents.retry': async ({ ids, password, stage }, ctx) => {
      if (password !== undefined) for (const id of ids) passwords.set(id, password);
      return { ids: await retryDocuments(ports, ctx, ids, stage) };
    },
    'documents.cancel': async ({ ids }, ctx) => ({ ids: await cancelDocuments(ports, ctx, ids) }),
    'documents.find': (request, ctx) => findText(ports, ctx, request),
    'documents.export': ({ scope }, ctx) => exportDocuments(ports, ctx, scope),
    'queue.pause': async (_input, ctx) => {
      await ports.queue.pause(ingestJob);
      await tellQueue(ports, ctx);
      return { paused: true };
    },
    'queue.resume': async (_input, ctx) => {
      await ports.queue.resume(ingestJob);
      await tellQueue(ports, ctx);
      return { paused: false };
    },
  };
}

async function documentOf(ports: EnginePorts, ctx: RequestContext, id: string) {
  const document = await ports.documents.get(ctx, id);
  if (!document) throw new AppError('not_found', { message: 'This document is not in the library.' });
  return document;
}
