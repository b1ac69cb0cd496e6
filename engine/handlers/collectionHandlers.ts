import type { collectionRoutes } from '../../shared/api/routes/collectionRoutes.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import type { HandlersOf } from './handler.ts';

export function collectionHandlers(ports: EnginePorts): HandlersOf<keyof typeof collectionRoutes> {
  const { collections } = ports;
  const changed = (ctx: RequestContext, list: 'collections' | 'tags') =>
    ports.events.publish({ type: `${list}.changed`, libraryId: ctx.libraryId });
  const assigned = (ctx: RequestContext, collectionId: string, documentIds: string[], member: boolean) => {
    if (documentIds.length === 0) return;
    ports.events.publish({ type: 'collection.assigned', libraryId: ctx.libraryId, collectionId, documentIds, member });
  };
  const tagAssigned = (ctx: RequestContext, tagId: string, documentIds: string[], tagged: boolean) => {
    if (documentIds.length === 0) return;
    ports.events.publish({ type: 'tag.assigned', libraryId: ctx.libraryId, tagId, documentIds, tagged });
  };

  return {
    'collections.list': async (_input, ctx) => ({ items: await collections.listCollections(ctx) }),
    'collections.create': async ({ name, parentId }, ctx) => {
      const created = await collections.createCollection(ctx, { id: ports.newId(), name, parentId }).catch(noCollection);
      changed(ctx, 'collections');
      return created;
    },
    'collections.update': async ({ id, ...patch }, ctx) => {
      const updated = await collections.updateCollection(ctx, id, patch).catch(noCollection);
      changed(ctx, 'collections');
      return updated;
    },
    'collections.remove': async ({ id }, ctx) => {
      for (const emptied of await collections.removeCollection(ctx, id).catch(noCollection)) {
        assigned(ctx, emptied.id, emptied.documentIds, false);
      }
      changed(ctx, 'collections');
      return { id };
    },
    'collections.assign': async ({ id, documentIds, member }, ctx) => {
      const done = await collections.assignCollection(ctx, id, documentIds, member).catch(noCollection);
      assigned(ctx, id, done, member);
      return { documents: done.length };
    },
    'tags.list': async (_input, ctx) => ({ items: await collections.listTags(ctx) }),
    'tags.create': async ({ name, color }, ctx) => {
      const { tag, created } = await collections.createTag(ctx, { id: ports.newId(), name, color });
      if (created) changed(ctx, 'tags');
      return tag;
    },
    'tags.update': async ({ id, ...patch }, ctx) => {
      const updated = await collections.updateTag(ctx, id, patch).catch(noTag);
      changed(ctx, 'tags');
      return updated;
    },
    'tags.remove': async ({ id }, ctx) => {
      const { documentIds } = await collections.removeTag(ctx, id).catch(noTag);
      tagAssigned(ctx, id, documentIds, false);
      changed(ctx, 'tags');
      return { id };
    },
    'tags.assign': async ({ id, documentIds, tagged }, ctx) => {
      const done = await collections.assignTag(ctx, id, documentIds, tagged).catch(noTag);
      tagAssigned(ctx, id, done, tagged);
      return { documents: done.length };
    },
  };
}

/** The store's own errors, in words about what was asked. */
const inWords = (words: Partial<Record<string, string>>) => (error: unknown) => {
  const { code } = AppError.from(error);
  const message = words[code];
  throw message ? new AppError(code, { message, cause: error }) : error;
};
const noCollection = inWords({
  not_found: 'This collection is not in the library.',
  conflict: 'A collection cannot lie in itself or in what lies in it.',
});
const noTag = inWords({ not_found: 'This tag is not in the library.', conflict: 'Another tag has this name.' });
