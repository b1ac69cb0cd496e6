import type { readingRoutes } from '../../shared/api/routes/readingRoutes.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { inReadingOrder } from '../library/annotationOrder.ts';
import type { HandlersOf } from './handler.ts';

export function readingHandlers(ports: EnginePorts): HandlersOf<keyof typeof readingRoutes> {
  const { annotations } = ports;
  const changed = (ctx: RequestContext, documentId: string) =>
    ports.events.publish({ type: 'annotations.changed', libraryId: ctx.libraryId, documentId });

  return {
    'annotations.list': async ({ documentId }, ctx) => ({
      items: await inReadingOrder(ports, ctx, documentId, await annotations.list(ctx, documentId)),
    }),
    'annotations.create': async ({ id, ...annotation }, ctx) => {
      const created = await annotations.create(ctx, { ...annotation, id: id ?? ports.newId() });
      changed(ctx, created.documentId);
      return created;
    },
    'annotations.update': async ({ id, ...patch }, ctx) => {
      const updated = await annotations.update(ctx, id, patch);
      changed(ctx, updated.documentId);
      return updated;
    },
    'annotations.remove': async ({ id }, ctx) => {
      const removed = await annotations.remove(ctx, id);
      if (!removed) throw new AppError('not_found', { message: 'This annotation is not in the library.' });
      changed(ctx, removed.documentId);
      return { id };
    },
    'places.get': ({ documentId }, ctx) => annotations.place(ctx, documentId),
    'places.set': async (place, ctx) => {
      await annotations.setPlace(ctx, place);
      return place;
    },
  };
}
