import { z } from 'zod';
import { idSchema } from './document.ts';

/** What a membership lets a principal do; each role holds the ones before it. */
export const roles = ['viewer', 'editor', 'admin'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

export interface Library {
  id: string;
  name: string;
  createdAt: number;
}

/** The desktop's one library and one principal. */
export const localLibraryId = 'local';
export const localPrincipalId = 'local';

/** What keeps work waiting until somebody mends it (a full disk), and what to do; work then goes on by itself. */
export const queueProblemSchema = z.object({ code: z.string(), message: z.string(), action: z.string() });
export type QueueProblem = z.infer<typeof queueProblemSchema>;

/** Totals of a library's work: for the status line, `hub status` and the queue's ETA. */
export const libraryStatusSchema = z.object({
  libraryId: idSchema,
  documents: z.record(z.string(), z.number().int()),
  trashed: z.number().int(),
  pages: z.number().int(),
  chunks: z.number().int(),
  sizeBytes: z.number().int(),
  queue: z.object({
    queued: z.number().int(),
    running: z.number().int(),
    paused: z.boolean(),
    /** Milliseconds until the queue is empty at the speed seen so far; null while unknown. */
    etaMs: z.number().nullable(),
    problem: queueProblemSchema.nullable(),
  }),
  embedder: z.object({
    modelId: z.string(),
    available: z.boolean(),
    /** What is missing and what to do, when not available. */
    message: z.string(),
  }),
});
export type LibraryStatus = z.infer<typeof libraryStatusSchema>;
