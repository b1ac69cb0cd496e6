import { z } from 'zod';
import { documentSchema, idSchema } from './document.ts';

/** Why two documents are taken for the same work, strongest first. */
export const relationSchema = z.enum([
  /** One is a preprint of the other. */
  'versions',
  'same_doi',
  'same_arxiv_id',
  /** The same title, and an author of both. */
  'same_title',
]);
export type Relation = z.infer<typeof relationSchema>;

/** Another document of the library that seems to be the same work; it may lie in the trash (`deletedAt`). */
export const relatedDocumentSchema = z.object({
  document: documentSchema,
  relation: relationSchema,
  /** A person said that it is another work. */
  distinct: z.boolean(),
});
export type RelatedDocument = z.infer<typeof relatedDocumentSchema>;

/** Documents that seem to be one work, oldest first; none lies in the trash. */
export const duplicateGroupSchema = z.object({
  documentIds: z.array(idSchema).min(2),
  relations: z.array(relationSchema).min(1),
});
export type DuplicateGroup = z.infer<typeof duplicateGroupSchema>;
