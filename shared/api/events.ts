import { z } from 'zod';
import { documentSchema } from '../domain/document.ts';

/** What the engine tells its hosts and they tell their windows. */
export const hubEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('document.changed'), document: documentSchema, etaMs: z.number().nullable() }),
  z.object({ type: z.literal('document.removed'), libraryId: z.string(), documentId: z.string() }),
  z.object({
    type: z.literal('queue.changed'),
    libraryId: z.string(),
    queued: z.number(),
    running: z.number(),
    paused: z.boolean(),
    etaMs: z.number().nullable(),
  }),
  z.object({ type: z.literal('process.crashed'), process: z.string(), restarting: z.boolean() }),
  z.object({ type: z.literal('model.progress'), modelId: z.string(), bytes: z.number(), total: z.number() }),
]);
export type HubEvent = z.infer<typeof hubEventSchema>;
