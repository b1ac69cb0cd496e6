import { z } from 'zod';
import { scopeSchema } from './collection.ts';
import { idSchema } from './document.ts';
import { answerSchema, citationSchema, generatorIdSchema } from './passage.ts';

/** Characters a question may have, with what it quotes. */
export const longestQuestion = 2000;
export const questionSchema = z.string().trim().min(1).max(longestQuestion);

/** A question with the passage it is about, as a Markdown quote before it. */
export function questionAbout(quote: string, text: string): string {
  return `> ${quote}\n\n${text}`;
}

/** The two parts of a question that `questionAbout` made; `quote` is null for any other. */
export function questionParts(question: string): { quote: string | null; text: string } {
  const match = /^> (.*)\n\n([\s\S]*)$/.exec(question);
  return match ? { quote: match[1] as string, text: match[2] as string } : { quote: null, text: question };
}

/** Questions and answers that build on each other, about some papers. */
export const conversationSchema = z.object({
  id: idSchema,
  libraryId: idSchema,
  title: z.string(),
  scope: scopeSchema,
  /** The last turn of the branch shown; null while there is none. */
  activeTurnId: idSchema.nullable(),
  turnCount: z.number().int(),
  createdAt: z.number().int(),
  updatedAt: z.number().int(),
});
export type Conversation = z.infer<typeof conversationSchema>;

export const turnStates = ['running', 'done', 'stopped', 'failed'] as const;

/**
 * A question and what came of it. Turns form a tree: an edited question or a second try is a sibling with the same parent, so
 * nothing that was said is lost.
 */
export const turnSchema = z.object({
  id: idSchema,
  conversationId: idSchema,
  parentId: idSchema.nullable(),
  question: z.string(),
  state: z.enum(turnStates),
  generator: generatorIdSchema,
  /** The library's own sentences on the question, found before anything is generated. */
  evidence: z.array(citationSchema),
  /** What was written so far, with the `[n]` of its finished sentences. */
  text: z.string(),
  /** `text` with its sources: the whole answer of a turn that is done, else what was cited until then; null where nothing was written. */
  answer: answerSchema.nullable(),
  error: z.object({ code: z.string(), message: z.string(), action: z.string() }).nullable(),
  createdAt: z.number().int(),
  finishedAt: z.number().int().nullable(),
});
export type Turn = z.infer<typeof turnSchema>;

/** What a running turn says, in this order: the turn, its evidence, then text and, sentence by sentence, what stands behind it. */
export const turnEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('turn'), turn: turnSchema }),
  z.object({ type: z.literal('evidence'), citations: z.array(citationSchema) }),
  z.object({ type: z.literal('delta'), text: z.string() }),
  /** The text up to here with its `[n]` in place, replacing what the deltas said; the sources behind it; and its sentences without one. The last one is all. */
  z.object({
    type: z.literal('cited'),
    text: z.string(),
    citations: z.array(citationSchema),
    unsupported: z.array(z.string()),
  }),
]);
export type TurnEvent = z.infer<typeof turnEventSchema>;

/** The turns from the first to `leafId`, in order. */
export function branchTo<T extends Turn>(turns: readonly T[], leafId: string | null): T[] {
  const byId = new Map(turns.map((turn) => [turn.id, turn]));
  const branch: T[] = [];
  for (let turn = byId.get(leafId ?? ''); turn; turn = byId.get(turn.parentId ?? '')) branch.unshift(turn);
  return branch;
}
