import { z } from 'zod';
import { documentSchema } from './document.ts';

/** What happened to one page. */
export const pageLedgerSchema = z.object({
  /** 1-based physical page. */
  page: z.number().int().min(1),
  /** The label printed on it, where the PDF names one. */
  label: z.string().nullable(),
  /** Of its text. */
  characters: z.number().int(),
  /** Error code of a page that could not be read; null when it was. */
  error: z.string().nullable(),
});
export type PageLedger = z.infer<typeof pageLedgerSchema>;

/** An entry of a paper's list of references. */
export const referenceSchema = z.object({
  /** As printed, without its number. */
  text: z.string(),
  page: z.number().int().min(1),
  /** Lower case, without an address before it. */
  doi: z.string().nullable(),
  title: z.string().nullable(),
  year: z.number().int().nullable(),
});
export type Reference = z.infer<typeof referenceSchema>;

/** A heading as printed, with its number. */
export const sectionSchema = z.object({ title: z.string(), level: z.number().int().min(1), page: z.number().int().min(1) });
export type Section = z.infer<typeof sectionSchema>;

/** All that reading a document gave; empty before it was read. */
export const inspectionSchema = z.object({
  document: documentSchema,
  abstract: z.string(),
  /** The journal or proceedings it says it appeared in. */
  venue: z.string(),
  /** Without its version. */
  arxivId: z.string().nullable(),
  sections: z.array(sectionSchema),
  references: z.array(referenceSchema),
  pages: z.array(pageLedgerSchema),
});
export type Inspection = z.infer<typeof inspectionSchema>;
