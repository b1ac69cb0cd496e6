import { z } from 'zod';

/** Text ids (ULID): sortable by creation, the same type in SQLite and Postgres. */
export const idSchema = z.string().min(1).max(64);

export const documentStatuses = ['queued', 'parsing', 'embedding', 'ready', 'partial', 'failed', 'cancelled'] as const;
export const documentStatusSchema = z.enum(documentStatuses);
export type DocumentStatus = z.infer<typeof documentStatusSchema>;

/** Statuses in which somebody still owes the document work. */
export const unfinishedStatuses = ['queued', 'parsing', 'embedding'] as const satisfies readonly DocumentStatus[];

export const vectorStates = ['none', 'building', 'complete'] as const;

/** Why a document is not (wholly) ready; `pages` are the 1-based physical pages concerned. */
export const documentErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  action: z.string(),
  pages: z.array(z.number().int()).optional(),
});
export type DocumentError = z.infer<typeof documentErrorSchema>;

/** One work in a library. Times are epoch milliseconds. */
export const documentSchema = z.object({
  id: idSchema,
  libraryId: idSchema,
  status: documentStatusSchema,
  error: documentErrorSchema.nullable(),
  title: z.string(),
  authors: z.array(z.string()),
  year: z.number().int().nullable(),
  doi: z.string().nullable(),
  /** Of its text, as BCP 47 (`en`, `zh`); null where that cannot be told. */
  language: z.string().nullable(),
  /** Of these a person said what is right; no later reading changes them. */
  editedFields: z.array(z.enum(['title', 'authors', 'year', 'doi'])),
  collectionIds: z.array(idSchema),
  tagIds: z.array(idSchema),
  /** How it came in. */
  source: z.enum(['file', 'folder', 'drop', 'upload']),
  fileName: z.string(),
  /** Where the original was when it was added; it may be gone, the stored copy is what counts. */
  localPath: z.string().nullable(),
  /** SHA-256 of the bytes, hex. */
  blobHash: z.string(),
  sizeBytes: z.number().int(),
  pageCount: z.number().int(),
  pagesDone: z.number().int(),
  chunkCount: z.number().int(),
  chunksEmbedded: z.number().int(),
  vectors: z.enum(vectorStates),
  activeRevisionId: idSchema.nullable(),
  /** Process crashes met while working on it; at three it is set aside. */
  crashes: z.number().int(),
  createdAt: z.number().int(),
  updatedAt: z.number().int(),
  /** When work on it began and ended last; null before. */
  startedAt: z.number().int().nullable(),
  finishedAt: z.number().int().nullable(),
  deletedAt: z.number().int().nullable(),
});
export type Document = z.infer<typeof documentSchema>;

/** Whether somebody still owes the document work. */
export function isUnfinished(document: Document): boolean {
  return (unfinishedStatuses as readonly string[]).includes(document.status);
}
