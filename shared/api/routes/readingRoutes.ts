import { z } from 'zod';
import { anchorSchema, annotationSchema, placeSchema } from '../../domain/annotation.ts';
import { idSchema } from '../../domain/document.ts';
import { everywhere, type Route } from './route.ts';

const one = z.object({ id: idSchema });
const ofDocument = z.object({ documentId: idSchema });
const write = { surfaces: everywhere, role: 'editor' } as const;

export const readingRoutes = {
  /** In reading order. */
  'annotations.list': {
    input: ofDocument,
    output: z.object({ items: z.array(annotationSchema) }),
    surfaces: everywhere,
    role: 'viewer',
  },
  /** With the `id` of one that was removed, it is that one again: Undo. */
  'annotations.create': {
    input: anchorSchema.extend({
      id: idSchema.optional(),
      color: annotationSchema.shape.color,
      note: annotationSchema.shape.note.default(''),
    }),
    output: annotationSchema,
    ...write,
  },
  'annotations.update': {
    input: annotationSchema.pick({ color: true, note: true }).partial().extend({ id: idSchema }),
    output: annotationSchema,
    ...write,
  },
  'annotations.remove': { input: one, output: one, ...write },
  /** The caller's own place; null where they have not read it. */
  'places.get': { input: ofDocument, output: placeSchema.nullable(), surfaces: everywhere, role: 'viewer' },
  'places.set': { input: placeSchema, output: placeSchema, surfaces: everywhere, role: 'viewer' },
} as const satisfies Record<string, Route>;
