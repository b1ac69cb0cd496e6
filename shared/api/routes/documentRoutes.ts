import { z } from 'zod';
import { scopeSchema, wholeLibrary } from '../../domain/collection.ts';
import { documentSchema, documentStatusSchema, idSchema } from '../../domain/document.ts';
import { boxSchema } from '../../domain/geometry.ts';
import { inspectionSchema, retryStages } from '../../domain/inspection.ts';
import { queueProblemSchema } from '../../domain/library.ts';
import { everywhere, nothing, type Route } from './route.ts';

const one = z.object({ id: idSchema });
const several = z.object({ ids: z.array(idSchema).min(1).max(10_000) });
/** The ids that were there; the others were passed over. */
const done = z.object({ ids: z.array(idSchema) });

/** Outcome of offering one file. `duplicate`: `id` is the document that already holds these bytes. */
export const addedFileSchema = z.object({
  id: idSchema.nullable(),
  file: z.string(),
  status: z.enum(['queued', 'duplicate', 'failed']),
  title: z.string(),
  error: z.object({ code: z.string(), message: z.string(), action: z.string() }).optional(),
});
export type AddedFile = z.infer<typeof addedFileSchema>;
const added = z.object({ files: z.array(addedFileSchema) });

/** One place where a text stands: the words around it, and where to draw. */
export const textMatchSchema = z.object({
  page: z.number().int().min(1),
  before: z.string(),
  text: z.string(),
  after: z.string(),
  boxes: z.array(boxSchema),
});
export type TextMatch = z.infer<typeof textMatchSchema>;

/** Of documents that are waited for: one whose work has ended, or what keeps the work waiting meanwhile, told once. */
export const waitEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ended'), document: documentSchema }),
  z.object({ type: z.literal('waiting'), problem: queueProblemSchema }),
]);
export type WaitEvent = z.infer<typeof waitEventSchema>;

export const documentRoutes = {
  'documents.list': {
    input: z.object({
      cursor: z.string().optional(),
      limit: z.number().int().min(1).max(500).default(100),
      statuses: z.array(documentStatusSchema).optional(),
      trashed: z.boolean().default(false),
    }),
    output: z.object({ items: z.array(documentSchema), nextCursor: z.string().nullable() }),
    surfaces: everywhere,
    role: 'viewer',
  },
  'documents.get': { input: one, output: documentSchema, surfaces: everywhere, role: 'viewer' },
  /** All that reading it gave. */
  'documents.inspect': { input: one, output: inspectionSchema, surfaces: everywhere, role: 'viewer' },
  'documents.add': {
    input: z.object({ paths: z.array(z.string().min(1)).min(1), password: z.string().optional() }),
    output: added,
    stream: addedFileSchema,
    surfaces: ['local'],
    role: 'editor',
  },
  /** `handles` stand for paths the host keeps: a dropped or chosen file, never a path a window made up. */
  'documents.addDropped': {
    input: z.object({ handles: z.array(z.string()).min(1) }),
    output: added,
    stream: addedFileSchema,
    surfaces: ['ipc'],
    role: 'editor',
  },
  /** Sends each document as it ends (ready, partial, failed, cancelled); returns when all have. */
  'documents.wait': {
    input: z.object({ ids: z.array(idSchema).max(100_000) }),
    output: z.object({ documents: z.number().int() }),
    stream: waitEventSchema,
    surfaces: ['local'],
    role: 'viewer',
  },
  /** What a person knows better than the reading of the PDF; it stays through every later reading. */
  'documents.update': {
    input: z.object({
      id: idSchema,
      title: z.string().trim().min(1).max(2000).optional(),
      authors: z.array(z.string().trim().min(1).max(500)).max(5000).optional(),
      year: z.number().int().min(1000).max(9999).nullable().optional(),
      doi: z.string().trim().max(500).nullable().optional(),
    }),
    output: documentSchema,
    surfaces: everywhere,
    role: 'editor',
  },
  /** To the trash, or with `purge` deleted for good. */
  'documents.remove': {
    input: several.extend({ purge: z.boolean().default(false) }),
    output: done.extend({ purged: z.boolean() }),
    surfaces: everywhere,
    role: 'editor',
  },
  'documents.restore': { input: several, output: done, surfaces: everywhere, role: 'editor' },
  /** `parse` reads the PDF again, and all that follows; `embed` computes the vectors of what was read again. */
  'documents.retry': {
    input: several.extend({ password: z.string().optional(), stage: z.enum(retryStages).default('parse') }),
    output: done,
    surfaces: everywhere,
    role: 'editor',
  },
  'documents.cancel': { input: several, output: done, surfaces: everywhere, role: 'editor' },
  /** Where a text stands in one document, in reading order; case, accents and line breaks do not count. At most `limit` are returned, `total` counts all. */
  'documents.find': {
    input: z.object({
      id: idSchema,
      text: z.string().trim().min(1).max(500),
      limit: z.number().int().min(1).max(2000).default(500),
    }),
    output: z.object({ matches: z.array(textMatchSchema), total: z.number().int() }),
    surfaces: everywhere,
    role: 'viewer',
  },
  /** Papers as BibTeX, oldest first; by default all. */
  'documents.export': {
    input: z.object({ scope: scopeSchema.default(wholeLibrary), format: z.enum(['bibtex']).default('bibtex') }),
    output: z.object({ fileName: z.string(), text: z.string(), papers: z.number().int() }),
    surfaces: everywhere,
    role: 'viewer',
  },
  'queue.pause': { input: nothing, output: z.object({ paused: z.boolean() }), surfaces: everywhere, role: 'editor' },
  'queue.resume': { input: nothing, output: z.object({ paused: z.boolean() }), surfaces: everywhere, role: 'editor' },
} as const satisfies Record<string, Route>;
