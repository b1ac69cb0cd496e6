import { z } from 'zod';
import { collectionSchema, tagColorSchema, tagSchema } from '../../domain/collection.ts';
import { idSchema } from '../../domain/document.ts';
import { everywhere, nothing, type Route } from './route.ts';

const one = z.object({ id: idSchema });
const documentIds = z.array(idSchema).min(1).max(10_000);
const name = collectionSchema.shape.name;
const read = { surfaces: everywhere, role: 'viewer' } as const;
const write = { surfaces: everywhere, role: 'editor' } as const;

/** Which documents are in a collection or carry a tag is on the documents: `collectionIds`, `tagIds`. */
export const collectionRoutes = {
  'collections.list': { input: nothing, output: z.object({ items: z.array(collectionSchema) }), ...read },
  'collections.create': {
    input: z.object({ name, parentId: idSchema.nullable().default(null) }),
    output: collectionSchema,
    ...write,
  },
  /** A collection cannot be put into itself or what lies in it: `conflict`. */
  'collections.update': {
    input: z.object({ id: idSchema, name: name.optional(), parentId: idSchema.nullable().optional() }),
    output: collectionSchema,
    ...write,
  },
  /** With those that lie in it; their documents stay in the library. */
  'collections.remove': { input: one, output: one, ...write },
  'collections.assign': {
    input: z.object({ id: idSchema, documentIds, member: z.boolean() }),
    output: z.object({ documents: z.number().int() }),
    ...write,
  },
  'tags.list': { input: nothing, output: z.object({ items: z.array(tagSchema) }), ...read },
  /** The tag of that name where there is one already. */
  'tags.create': { input: z.object({ name, color: tagColorSchema.default('gray') }), output: tagSchema, ...write },
  /** A name another tag has: `conflict`. */
  'tags.update': {
    input: z.object({ id: idSchema, name: name.optional(), color: tagColorSchema.optional() }),
    output: tagSchema,
    ...write,
  },
  'tags.remove': { input: one, output: one, ...write },
  'tags.assign': {
    input: z.object({ id: idSchema, documentIds, tagged: z.boolean() }),
    output: z.object({ documents: z.number().int() }),
    ...write,
  },
} as const satisfies Record<string, Route>;
