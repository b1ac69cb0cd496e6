import { z } from 'zod';
import { idSchema } from './document.ts';
import { boxSchema } from './geometry.ts';

/** A chunk as search returns it. `start`/`end` are canonical-text offsets; `page` is the physical page it begins on. */
export const passageSchema = z.object({
  chunkId: idSchema,
  documentId: idSchema,
  revisionId: idSchema,
  title: z.string(),
  section: z.string(),
  page: z.number().int().min(1),
  pageEnd: z.number().int().min(1),
  start: z.number().int(),
  end: z.number().int(),
  text: z.string(),
  /** Fused score, 0…1, higher is better. */
  score: z.number(),
  /** The parts it was fused from: BM25, and cosine similarity; null where that retriever did not return it. */
  lexicalScore: z.number().nullable(),
  denseScore: z.number().nullable(),
  boxes: z.array(boxSchema),
});
export type Passage = z.infer<typeof passageSchema>;

/**
 * One numbered source of an answer. It anchors to document, blob, page and quote (with what stands before and after), never to a
 * chunk id, so it survives a re-ingest. `verified`: the quote stands in the stored text and supports the sentence it is attached to.
 */
export const citationSchema = z.object({
  n: z.number().int().min(1),
  documentId: idSchema,
  blobHash: z.string(),
  title: z.string(),
  page: z.number().int().min(1),
  quote: z.string(),
  prefix: z.string(),
  suffix: z.string(),
  boxes: z.array(boxSchema),
  verified: z.boolean(),
});
export type Citation = z.infer<typeof citationSchema>;

export const generatorIds = ['evidence', 'local', 'openai'] as const;
export const generatorIdSchema = z.enum(generatorIds);
export type GeneratorId = z.infer<typeof generatorIdSchema>;

export const answerSchema = z.object({
  answer: z.string(),
  /** False where nothing in the library supports an answer. */
  answered: z.boolean(),
  citations: z.array(citationSchema),
  /** Sentences of the answer that no passage supports. */
  unsupported: z.array(z.string()),
  generator: generatorIdSchema,
  /** Milliseconds since the question came in; `firstToken` is null when nothing was generated. */
  ms: z.object({ retrieve: z.number(), firstToken: z.number().nullable(), total: z.number() }),
});
export type Answer = z.infer<typeof answerSchema>;
