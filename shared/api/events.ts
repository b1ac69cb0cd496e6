import { z } from 'zod';
import { conversationSchema } from '../domain/conversation.ts';
import { documentSchema } from '../domain/document.ts';
import { queueProblemSchema } from '../domain/library.ts';
import { matrixCellSchema, matrixSchema, matrixWorkSchema } from '../domain/matrix.ts';

/** What the engine tells its hosts and they tell their windows. */
export const hubEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('document.changed'), document: documentSchema, etaMs: z.number().nullable() }),
  /** Deleted for good. One that goes to the trash is a `document.changed` with its `deletedAt`. */
  z.object({ type: z.literal('document.removed'), libraryId: z.string(), documentId: z.string() }),
  /** The list of collections, or of tags, is another now. */
  z.object({ type: z.literal('collections.changed'), libraryId: z.string() }),
  z.object({ type: z.literal('tags.changed'), libraryId: z.string() }),
  /** Documents were put into a collection, or taken out; the same with a tag. No `document.changed` comes for them. */
  z.object({
    type: z.literal('collection.assigned'),
    libraryId: z.string(),
    collectionId: z.string(),
    documentIds: z.array(z.string()),
    member: z.boolean(),
  }),
  z.object({
    type: z.literal('tag.assigned'),
    libraryId: z.string(),
    tagId: z.string(),
    documentIds: z.array(z.string()),
    tagged: z.boolean(),
  }),
  z.object({ type: z.literal('annotations.changed'), libraryId: z.string(), documentId: z.string() }),
  /** A paper that was just read seems to be the same work as others of the library. */
  z.object({ type: z.literal('related.found'), libraryId: z.string(), documentId: z.string(), relatedIds: z.array(z.string()) }),
  /** What a register said of a document is kept, or no longer holds. */
  z.object({ type: z.literal('record.changed'), libraryId: z.string(), documentId: z.string() }),
  /** A person said that two documents are different works, or took it back. */
  z.object({ type: z.literal('distinct.changed'), libraryId: z.string(), documentIds: z.array(z.string()) }),
  z.object({ type: z.literal('conversation.changed'), libraryId: z.string(), conversation: conversationSchema }),
  z.object({ type: z.literal('conversation.removed'), libraryId: z.string(), conversationId: z.string() }),
  z.object({ type: z.literal('matrix.changed'), matrix: matrixSchema, work: matrixWorkSchema }),
  /** A cell was filled. */
  z.object({
    type: z.literal('matrix.cell'),
    libraryId: z.string(),
    matrixId: z.string(),
    cell: matrixCellSchema,
    cellCount: z.number(),
    work: matrixWorkSchema,
  }),
  z.object({ type: z.literal('matrix.removed'), libraryId: z.string(), matrixId: z.string() }),
  z.object({
    type: z.literal('queue.changed'),
    libraryId: z.string(),
    queued: z.number(),
    running: z.number(),
    paused: z.boolean(),
    etaMs: z.number().nullable(),
    problem: queueProblemSchema.nullable(),
  }),
  z.object({ type: z.literal('process.crashed'), process: z.string(), restarting: z.boolean() }),
  z.object({ type: z.literal('model.progress'), modelId: z.string(), bytes: z.number(), total: z.number() }),
]);
export type HubEvent = z.infer<typeof hubEventSchema>;
