import { z } from 'zod';

/** The registers that can be asked about a work. */
export const registerSchema = z.enum(['crossref', 'openalex', 'arxiv']);
export type Register = z.infer<typeof registerSchema>;

/** What a register says of a work; empty or null what it does not say. */
export const workRecordSchema = z.object({
  register: registerSchema,
  title: z.string(),
  /** In order, as a reader would write them. */
  authors: z.array(z.string()),
  year: z.number().int().nullable(),
  /** Lower case, without an address before it. */
  doi: z.string().nullable(),
  /** The journal or proceedings it appeared in. */
  venue: z.string(),
  volume: z.string(),
  issue: z.string(),
  /** `12-34`, or the number of an article. */
  pages: z.string(),
});
export type WorkRecord = z.infer<typeof workRecordSchema>;

/** The record that is a document's, since when it is kept, and which of the document's fields are from it. */
export const documentRecordSchema = workRecordSchema.extend({
  keptAt: z.number().int(),
  filled: z.array(z.enum(['title', 'authors', 'year', 'doi'])),
});
export type DocumentRecord = z.infer<typeof documentRecordSchema>;
