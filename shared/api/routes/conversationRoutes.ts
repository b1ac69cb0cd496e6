import { z } from 'zod';
import { answerBundleSchema, replaySchema } from '../../domain/answerBundle.ts';
import { scopeSchema, wholeLibrary } from '../../domain/collection.ts';
import { conversationSchema, questionSchema, turnEventSchema, turnSchema } from '../../domain/conversation.ts';
import { idSchema } from '../../domain/document.ts';
import { generatorIdSchema } from '../../domain/passage.ts';
import { everywhere, type Route } from './route.ts';

const one = z.object({ id: idSchema });
const title = z.string().trim().min(1).max(200);
/** A conversation is its owner's; a viewer has theirs too. */
const own = { surfaces: everywhere, role: 'viewer' } as const;

export const conversationRoutes = {
  /** Newest first; `query` finds words of titles, questions and answers. */
  'conversations.list': {
    input: z.object({
      query: z.string().trim().max(500).optional(),
      cursor: z.string().optional(),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: z.object({ items: z.array(conversationSchema), nextCursor: z.string().nullable() }),
    ...own,
  },
  /** With all turns, of every branch, by creation. */
  'conversations.get': {
    input: one,
    output: z.object({ conversation: conversationSchema, turns: z.array(turnSchema) }),
    ...own,
  },
  /** Without a title it gets its first question's. */
  'conversations.create': {
    input: z.object({ title: title.optional(), scope: scopeSchema.default(wholeLibrary) }),
    output: conversationSchema,
    ...own,
  },
  'conversations.update': {
    input: z.object({ id: idSchema, title: title.optional(), scope: scopeSchema.optional(), activeTurnId: idSchema.optional() }),
    output: conversationSchema,
    ...own,
  },
  'conversations.remove': { input: one, output: one, ...own },
  /** Takes a removal back. */
  'conversations.restore': { input: one, output: conversationSchema, ...own },
  /**
   * Asks the next question after `parentId` (null: the first). The turn is stored from its beginning; a stopped one keeps what it said. Returns it once it is
   * over; a question that failed is a turn too, with its error, not an error of this call.
   */
  'conversations.ask': {
    input: z.object({
      conversationId: idSchema,
      parentId: idSchema.nullable(),
      question: questionSchema,
      generator: generatorIdSchema.optional(),
    }),
    output: turnSchema,
    stream: turnEventSchema,
    ...own,
  },
  /** One answer: with its references and their BibTeX, the BibTeX alone, or all it was made from (an AnswerBundle as JSON). */
  'conversations.exportAnswer': {
    input: z.object({ id: idSchema, turnId: idSchema, format: z.enum(['markdown', 'bibtex', 'bundle']) }),
    output: z.object({ fileName: z.string(), text: z.string() }),
    ...own,
  },
  /** Answers again what a bundle says was asked, from the passages it names as far as they are here; nothing is stored. */
  'conversations.replay': { input: z.object({ bundle: answerBundleSchema }), output: replaySchema, ...own },
  /** The branch shown, as Markdown with numbered references. */
  'conversations.export': { input: one, output: z.object({ markdown: z.string() }), ...own },
} as const satisfies Record<string, Route>;
