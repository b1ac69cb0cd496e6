import { z } from 'zod';
import { documentSchema, idSchema } from './document.ts';

/** Where a page's text came from: the PDF itself, or its picture; `none` where neither gave any. */
export const pageSources = ['text', 'ocr', 'none'] as const;

/** What happened to one page. */
export const pageLedgerSchema = z.object({
  /** 1-based physical page. */
  page: z.number().int().min(1),
  label: z.string().nullable(),
  source: z.enum(pageSources),
  characters: z.number().int(),
  /** Characters that a reader of the page does not see, kept out of the text. */
  hiddenCharacters: z.number().int(),
  /** Share of its words that look like words, 0…1; null where there is too little text to tell. */
  quality: z.number().min(0).max(1).nullable(),
  /** How sure the character recognition was, 0…100; null where none ran. */
  ocrConfidence: z.number().min(0).max(100).nullable(),
  /** Milliseconds spent on it. */
  ms: z.number(),
  /** Error code of a page that could not be read; null when it was. */
  error: z.string().nullable(),
  /** Sentences for a person: what was left out or is doubtful. */
  warnings: z.array(z.string()),
});
export type PageLedger = z.infer<typeof pageLedgerSchema>;

/** An entry of a paper's list of references. */
export const referenceSchema = z.object({
  /** As printed. */
  text: z.string(),
  page: z.number().int().min(1),
  doi: z.string().nullable(),
  title: z.string().nullable(),
  year: z.number().int().nullable(),
});
export type Reference = z.infer<typeof referenceSchema>;

export const sectionSchema = z.object({ title: z.string(), level: z.number().int().min(1), page: z.number().int().min(1) });
export type Section = z.infer<typeof sectionSchema>;

/** Another document of the library that is the same work. */
export const relatedSchema = z.object({
  documentId: idSchema,
  title: z.string(),
  /** What tells: the same DOI, or title and authors alike. */
  reason: z.enum(['doi', 'title']),
});
export type Related = z.infer<typeof relatedSchema>;

/** All that reading a document gave. */
export const inspectionSchema = z.object({
  document: documentSchema,
  abstract: z.string(),
  sections: z.array(sectionSchema),
  references: z.array(referenceSchema),
  related: z.array(relatedSchema),
  pages: z.array(pageLedgerSchema),
  /** What each stage took, milliseconds. */
  stages: z.array(z.object({ stage: z.enum(['parse', 'ocr', 'chunk', 'embed']), ms: z.number() })),
});
export type Inspection = z.infer<typeof inspectionSchema>;
