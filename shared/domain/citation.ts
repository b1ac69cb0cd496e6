import { z } from 'zod';
import { idSchema } from './document.ts';

/** One paper of the library cites another. */
export const citationLinkSchema = z.object({
  citingId: idSchema,
  citedId: idSchema,
  /** Of the entry in the citing paper's list of references, and the entry as printed. */
  page: z.number().int().min(1),
  text: z.string(),
});
export type CitationLink = z.infer<typeof citationLinkSchema>;

/** A work that papers of the library cite and the library does not hold, as their lists of references tell of it. */
export const missingWorkSchema = z.object({
  doi: z.string().nullable(),
  title: z.string().nullable(),
  year: z.number().int().nullable(),
  /** One of the entries, as printed. */
  text: z.string(),
  citingIds: z.array(idSchema),
});
export type MissingWork = z.infer<typeof missingWorkSchema>;
