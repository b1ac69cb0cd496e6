import { z } from 'zod';
import { idSchema } from './document.ts';
import { citationSchema, generatorIdSchema } from './passage.ts';

export const mostRows = 10_000;
export const mostColumns = 100;

export const matrixColumnSchema = z.object({ id: idSchema, question: z.string().trim().min(1).max(1000) });
export type MatrixColumn = z.infer<typeof matrixColumnSchema>;

const problemSchema = z.object({ code: z.string(), message: z.string(), action: z.string() });

/** Papers (rows) asked the same questions (columns); what each says to each is a cell. */
export const matrixSchema = z.object({
  id: idSchema,
  libraryId: idSchema,
  title: z.string(),
  /** What writes the answers of cells filled from now on. */
  generator: generatorIdSchema,
  documentIds: z.array(idSchema),
  columns: z.array(matrixColumnSchema),
  /** Cells that are filled, failed ones among them. */
  cellCount: z.number().int(),
  /** Why filling ended early; null where it did not. */
  problem: problemSchema.nullable(),
  createdAt: z.number().int(),
  updatedAt: z.number().int(),
});
export type Matrix = z.infer<typeof matrixSchema>;

/** What a paper says to a question. There is none until it was asked. */
export const matrixCellSchema = z.object({
  documentId: idSchema,
  columnId: idSchema,
  /** The revision that was asked; another active one makes the cell stale. Null for a paper that was not read yet. */
  revisionId: idSchema.nullable(),
  generator: generatorIdSchema,
  /** The answer, with the `[n]` of its citations; empty where the paper does not say. */
  text: z.string(),
  /** False: not reported. */
  answered: z.boolean(),
  citations: z.array(citationSchema),
  /** Why it could not be asked; null when it was. */
  problem: problemSchema.nullable(),
  filledAt: z.number().int(),
});
export type MatrixCell = z.infer<typeof matrixCellSchema>;

/** Whether cells are being filled, and how long that takes yet; null while unknown or not running. */
export const matrixWorkSchema = z.object({ running: z.boolean(), etaMs: z.number().nullable() });
export type MatrixWork = z.infer<typeof matrixWorkSchema>;

/** Cells not filled yet. */
export function missingCells({ documentIds, columns, cellCount }: Matrix): number {
  return Math.max(0, documentIds.length * columns.length - cellCount);
}
