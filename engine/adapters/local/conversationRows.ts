import type { Insertable, Selectable, Updateable } from 'kysely';
import type { z } from 'zod';
import { type Grounds, groundsSchema } from '../../../shared/domain/answerBundle.ts';
import { scopeSchema, wholeLibrary } from '../../../shared/domain/collection.ts';
import { type Conversation, type Turn, turnSchema } from '../../../shared/domain/conversation.ts';
import { searchableText } from '../../library/searchableText.ts';
import { storable, storableText } from '../../library/storableText.ts';
import type { NewTurn, TurnPatch } from '../../ports/ConversationStore.ts';
import type { Logger } from '../../ports/Logger.ts';
import type { ConversationsTable, TurnsTable } from './schema.ts';

/** Between the tables' columns and the types of the ConversationStore port. JSON that is damaged is left out, with a line in the log. */

export function toConversation(row: Selectable<ConversationsTable> & { turn_count: number }, log: Logger): Conversation {
  return {
    id: row.id,
    libraryId: row.library_id,
    title: row.title,
    scope: readJson(row.scope, scopeSchema, wholeLibrary, { log, id: row.id, column: 'scope' }),
    activeTurnId: row.active_turn_id,
    turnCount: Number(row.turn_count),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

export function toGrounds({ id, grounds }: { id: string; grounds: string | null }, log: Logger): Grounds | null {
  return grounds === null ? null : readJson(grounds, groundsSchema.nullable(), null, { log, id, column: 'grounds' });
}

/** A turn as it is shown; what it was answered from is long, and asked for alone. */
export const shownColumns = [
  'id',
  'conversation_id',
  'parent_id',
  'question',
  'state',
  'generator',
  'evidence',
  'text',
  'answer',
  'error',
  'created_at',
  'finished_at',
] as const satisfies (keyof TurnsTable)[];

export function toTurn(row: Pick<Selectable<TurnsTable>, (typeof shownColumns)[number]>, log: Logger): Turn {
  const { evidence, answer, error } = turnSchema.shape;
  return {
    id: row.id,
    conversationId: row.conversation_id,
    parentId: row.parent_id,
    question: row.question,
    state: row.state,
    generator: row.generator,
    evidence: readJson(row.evidence, evidence, [], { log, id: row.id, column: 'evidence' }),
    text: row.text,
    answer: row.answer === null ? null : readJson(row.answer, answer, null, { log, id: row.id, column: 'answer' }),
    error: row.error === null ? null : readJson(row.error, error, null, { log, id: row.id, column: 'error' }),
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}

function readJson<S extends z.ZodType>(
  text: string,
  schema: S,
  otherwise: z.output<S>,
  { log, id, column }: { log: Logger; id: string; column: string },
): z.output<S> {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    log.warn({ id, column }, 'left out a stored value that is damaged');
    return otherwise;
  }
}

export function titleColumns(title: string): Pick<Insertable<ConversationsTable>, 'title' | 'searched_title'> {
  return { title: storableText(title), searched_title: searchableText(storableText(title)) };
}

export function newTurnRow(libraryId: string, turn: NewTurn, now: number): Insertable<TurnsTable> {
  return {
    id: turn.id,
    library_id: libraryId,
    conversation_id: turn.conversationId,
    parent_id: turn.parentId,
    state: 'running',
    generator: turn.generator,
    created_at: now,
    finished_at: null,
    question: storableText(turn.question),
    searched_question: searchableText(storableText(turn.question)),
    text: '',
    searched_text: '',
    evidence: '[]',
    answer: null,
    error: null,
    grounds: null,
  };
}

/** The columns a patch names. */
export function turnColumns({ state, evidence, text, answer, error, grounds, finishedAt }: TurnPatch): Updateable<TurnsTable> {
  return {
    ...(state === undefined ? {} : { state }),
    ...(evidence === undefined ? {} : { evidence: JSON.stringify(storable(evidence)) }),
    ...(text === undefined ? {} : { text: storableText(text), searched_text: searchableText(storableText(text)) }),
    ...(answer === undefined ? {} : { answer: jsonOrNull(answer) }),
    ...(error === undefined ? {} : { error: jsonOrNull(error) }),
    ...(grounds === undefined ? {} : { grounds: jsonOrNull(grounds) }),
    ...(finishedAt === undefined ? {} : { finished_at: finishedAt }),
  };
}

function jsonOrNull(value: object | null): string | null {
  return value === null ? null : JSON.stringify(storable(value));
}
