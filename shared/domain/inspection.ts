import { z } from 'zod';
import { documentSchema } from './document.ts';
import { documentRecordSchema } from './record.ts';

export const pageWarningSchema = z.object({
  code: z.enum([
    /** Text that cannot be seen was left out; `detail` is its beginning. */
    'hidden_text',
    /** Its own text named wrong letters and was not used. */
    'text_garbled',
    /** Recognised letters are in doubt. */
    'ocr_doubtful',
    /** Its picture could not be read; `detail` says why. */
    'ocr_failed',
    /** It was read turned; `detail` is by how many degrees, clockwise. */
    'page_turned',
  ]),
  detail: z.string(),
});
export type PageWarning = z.infer<typeof pageWarningSchema>;

/** How a page was read. */
export const pageTraceSchema = z.object({
  /** Where its text is from: the PDF's own text, its picture, or neither. */
  source: z.enum(['text', 'ocr', 'none']),
  /** Share of its letters in words that can be words, 0…1; null where there are too few to tell. */
  quality: z.number().nullable(),
  /** Mean over its recognised words, 0…1; null without OCR. */
  confidence: z.number().nullable(),
  durationMs: z.number(),
  warnings: z.array(pageWarningSchema),
});
export type PageTrace = z.infer<typeof pageTraceSchema>;

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
  /** Null for pages read before it was kept. */
  trace: pageTraceSchema.nullable(),
});
export type PageLedger = z.infer<typeof pageLedgerSchema>;

/** What is done with a document, in this order. */
export const stageNames = ['parse', 'chunk', 'embed', 'publish'] as const;
export type StageName = (typeof stageNames)[number];

/** Those that can be done again by themselves: all of the reading, or the vectors of what was read. */
export const retryStages = ['parse', 'embed'] as const satisfies readonly StageName[];
export type RetryStage = (typeof retryStages)[number];

/** One try of a stage. */
export const stageRunSchema = z.object({
  stage: z.enum(stageNames),
  startedAt: z.number().int(),
  durationMs: z.number().int(),
  /** `skipped`: there was nothing to do it with (no model); `stopped`: by a person, or because the app was closed. */
  outcome: z.enum(['done', 'skipped', 'failed', 'stopped']),
  /** What it made: pages read, chunks cut, vectors computed. Fewer vectors than chunks: the others were known. */
  counts: z.object({ pages: z.number().int(), chunks: z.number().int(), vectors: z.number().int() }).partial(),
  /** Why it failed or was skipped, or what is wrong with what it made. */
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type StageRun = z.infer<typeof stageRunSchema>;

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
  /** What a register of works said of it; null where none was asked, or knew it. */
  record: documentRecordSchema.nullable(),
  sections: z.array(sectionSchema),
  references: z.array(referenceSchema),
  pages: z.array(pageLedgerSchema),
  /** The latest tries of each stage of the work on it, the oldest first; none from before this was kept. */
  ledger: z.array(stageRunSchema),
});
export type Inspection = z.infer<typeof inspectionSchema>;
