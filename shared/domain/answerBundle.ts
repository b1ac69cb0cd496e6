import { z } from 'zod';
import { questionSchema } from './conversation.ts';
import { idSchema } from './document.ts';
import { citationSchema, generatorIdSchema, passageSchema } from './passage.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A passage an answer was written from, with what finds it again: the file, the place in its text, and the text. */
export const givenPassageSchema = passageSchema.omit({ chunkId: true, revisionId: true, boxes: true }).extend({
  /** SHA-256 of the PDF. */
  blobHash: z.string(),
  /** What read it, as its revision says; empty where that is not known. */
  parser: z.string(),
  /** SHA-256 of `text`. */
  textHash: sha256,
});
export type GivenPassage = z.infer<typeof givenPassageSchema>;

/** What an answer was made from, enough to make it again. */
export const groundsSchema = z.object({
  /** Version of the app. */
  app: z.string(),
  generator: z.object({ id: generatorIdSchema, model: z.string() }),
  /** What told how alike meanings are; null where words alone were searched. */
  embedder: z.object({ model: z.string(), space: z.string() }).nullable(),
  mode: z.enum(['lexical', 'dense', 'hybrid']),
  /** The papers that were looked through; null for the whole library. */
  documentIds: z.array(idSchema).nullable(),
  /** What was looked for: the question, with those before it where it leans on them; and the words that had to bear it out, none where all count. */
  query: z.string(),
  focus: z.array(z.string()),
  /** How telling the words of the query were in the library as it was then: its chunks, and the share of them that holds a word. */
  words: z.object({ chunks: z.number().int(), shares: z.record(z.string(), z.number()) }),
  /** Of the conversation, as a model was given it. */
  history: z.array(z.object({ question: z.string(), answer: z.string() })),
  /** Whether they bear on the question; where they do not, nothing is written. */
  supported: z.boolean(),
  /** Best first. */
  passages: z.array(givenPassageSchema),
});
export type Grounds = z.infer<typeof groundsSchema>;

/** One answer with all it was made from, as it is exported. */
export const answerBundleSchema = z.object({
  format: z.literal('ai-research-hub/answer'),
  version: z.literal(1),
  /** Epoch milliseconds. */
  askedAt: z.number().int(),
  question: questionSchema,
  grounds: groundsSchema,
  answer: z.object({
    text: z.string(),
    answered: z.boolean(),
    citations: z.array(citationSchema),
    unsupported: z.array(z.string()),
  }),
});
export type AnswerBundle = z.infer<typeof answerBundleSchema>;

/** What became of a passage: as it was · in another place or file, word for word · with other words · not in the library. */
export const passageFates = ['same', 'moved', 'changed', 'gone'] as const;

export const replaySchema = z.object({
  passages: z.array(
    z.object({
      fate: z.enum(passageFates),
      title: z.string(),
      /** Where it stood, and where it stands now; null when gone. */
      page: z.number().int(),
      now: z.object({ documentId: idSchema, page: z.number().int() }).nullable(),
    }),
  ),
  /** What the generator writes from the passages that are there. */
  answer: z.object({ text: z.string(), answered: z.boolean(), citations: z.array(citationSchema) }),
  /** Whether that is the answer of the bundle, letter for letter and with the same quotes. */
  same: z.boolean(),
  /** What is another one now, and may be why the answer is. */
  differs: z.array(z.enum(['app', 'generator', 'embedder'])),
});
export type Replay = z.infer<typeof replaySchema>;
