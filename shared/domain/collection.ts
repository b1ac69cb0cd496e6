import { z } from 'zod';
import { idSchema } from './document.ts';

const nameSchema = z.string().trim().min(1).max(200);

/** A person's set of documents; sets may lie in one another. */
export const collectionSchema = z.object({
  id: idSchema,
  libraryId: idSchema,
  name: nameSchema,
  parentId: idSchema.nullable(),
  createdAt: z.number().int(),
  updatedAt: z.number().int(),
});
export type Collection = z.infer<typeof collectionSchema>;

export const tagColors = ['gray', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink'] as const;
export const tagColorSchema = z.enum(tagColors);
export type TagColor = z.infer<typeof tagColorSchema>;

/** A label on documents; its name is unique in the library, whatever its case. */
export const tagSchema = z.object({
  id: idSchema,
  libraryId: idSchema,
  name: nameSchema,
  color: tagColorSchema,
  createdAt: z.number().int(),
  updatedAt: z.number().int(),
});
export type Tag = z.infer<typeof tagSchema>;

/**
 * Which papers a question or a search is about: those in any of these (a collection with what lies in it); all of the library where nothing
 * is named.
 */
export const scopeSchema = z.object({
  collectionIds: z.array(idSchema).max(1000).default([]),
  tagIds: z.array(idSchema).max(1000).default([]),
  documentIds: z.array(idSchema).max(10_000).default([]),
});
export type Scope = z.infer<typeof scopeSchema>;

export const wholeLibrary: Scope = { collectionIds: [], tagIds: [], documentIds: [] };
