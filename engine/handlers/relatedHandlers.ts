import type { relatedRoutes } from '../../shared/api/routes/relatedRoutes.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { duplicateGroups, relatedTo } from '../library/related.ts';
import type { HandlersOf } from './handler.ts';

export function relatedHandlers(ports: EnginePorts): HandlersOf<keyof typeof relatedRoutes> {
  return {
    'documents.related': async ({ id }, ctx) => ({ items: await relatedTo(ports, ctx, id) }),
    'documents.duplicates': async (_input, ctx) => ({ groups: await duplicateGroups(ports, ctx) }),
    'documents.setDistinct': async ({ id, otherId, distinct }, ctx) => {
      if (id === otherId) throw new AppError('invalid_input', { message: 'A document is the same work as itself.' });
      await ports.related.setDistinct(ctx, [id, otherId], distinct);
      ports.events.publish({ type: 'distinct.changed', libraryId: ctx.libraryId, documentIds: [id, otherId] });
      return { distinct };
    },
  };
}
