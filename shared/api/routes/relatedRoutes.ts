import { z } from 'zod';
import { idSchema } from '../../domain/document.ts';
import { duplicateGroupSchema, relatedDocumentSchema } from '../../domain/related.ts';
import { everywhere, nothing, type Route } from './route.ts';

export const relatedRoutes = {
  /** What seems to be the same work as a document, also in the trash, and also what a person said is another one. */
  'documents.related': {
    input: z.object({ id: idSchema }),
    output: z.object({ items: z.array(relatedDocumentSchema) }),
    surfaces: everywhere,
    role: 'viewer',
  },
  /** All works the library seems to have more than once, without what a person said is another one. */
  'documents.duplicates': {
    input: nothing,
    output: z.object({ groups: z.array(duplicateGroupSchema) }),
    surfaces: everywhere,
    role: 'viewer',
  },
  /** Says that two documents are not the same work, or takes that back. */
  'documents.setDistinct': {
    input: z.object({ id: idSchema, otherId: idSchema, distinct: z.boolean() }),
    output: z.object({ distinct: z.boolean() }),
    surfaces: everywhere,
    role: 'editor',
  },
} as const satisfies Record<string, Route>;
