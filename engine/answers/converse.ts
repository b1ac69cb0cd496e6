import { branchTo, questionParts, type Turn, type TurnEvent } from '../../shared/domain/conversation.ts';
import type { GeneratorId } from '../../shared/domain/passage.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { documentsWithin } from '../search/documentsWithin.ts';
import { answer } from './answer.ts';
import type { EarlierTurn } from './followUp.ts';
import { TurnRecord } from './TurnRecord.ts';

/** Characters of a title made of a question. */
const titleLength = 60;

export interface NextQuestion {
  conversationId: string;
  parentId: string | null;
  question: string;
  generator?: GeneratorId;
}

/**
 * Asks the next question of a conversation: the turn is stored at once, answered from the papers of the conversation's scope, and stored as it comes about. An abort
 * leaves it `stopped` with what it said, a failure leaves it `failed` with the reason. Errors: `not_found`, those of the store.
 */
export async function converse(
  ports: EnginePorts,
  ctx: RequestContext,
  { conversationId, parentId, question, generator = 'evidence' }: NextQuestion,
  emit: (event: TurnEvent) => void,
): Promise<Turn> {
  const { title, scope } = await conversationOf(ports, ctx, conversationId);
  const earlier = branchTo(await ports.conversations.turns(ctx, conversationId), parentId).map(toEarlier);
  const asked = { id: ports.newId(), conversationId, parentId, question, generator };
  const turn = await ports.conversations.addTurn(ctx, asked);
  // What is stored from here on is stored whatever becomes of the request.
  const lasting = { ...ctx, signal: new AbortController().signal };
  const record = new TurnRecord(ports, lasting, turn, emit);
  emit({ type: 'turn', turn });
  try {
    if (title === '') await ports.conversations.update(lasting, conversationId, { title: titleOf(question) });
    await tellChanged(ports, lasting, conversationId);
    const documentIds = await documentsWithin(ports, ctx, { scope });
    const request = { question, generator, earlier, ...(documentIds ? { documentIds } : {}) };
    return await record.done(await answer(ports, ctx, request, record));
  } catch (error) {
    return await (ctx.signal.aborted ? record.stopped() : record.failed(error));
  } finally {
    await tellChanged(ports, lasting, conversationId);
  }
}

/** Errors: `not_found`. */
export async function conversationOf(ports: EnginePorts, ctx: RequestContext, id: string) {
  const conversation = await ports.conversations.get(ctx, id);
  if (!conversation) throw new AppError('not_found', { message: 'This conversation is not there.' });
  return conversation;
}

/** Nothing is told of a conversation that was removed meanwhile. */
async function tellChanged(ports: EnginePorts, ctx: RequestContext, id: string): Promise<void> {
  const conversation = await ports.conversations.get(ctx, id);
  if (conversation) ports.events.publish({ type: 'conversation.changed', libraryId: ctx.libraryId, conversation });
}

function toEarlier({ question, answer: said }: Turn): EarlierTurn {
  const documentIds = [...new Set(said?.citations.map(({ documentId }) => documentId))];
  return { question, answer: said?.answer ?? null, documentIds };
}

/** A question as a title: in one line, shortened at a word. */
function titleOf(question: string): string {
  const characters = [...questionParts(question).text.replaceAll(/\s+/gu, ' ').trim()];
  if (characters.length <= titleLength) return characters.join('');
  const cut = characters.slice(0, titleLength).join('');
  const space = cut.lastIndexOf(' ');
  return `${(space < 0 ? cut : cut.slice(0, space)).replace(/[\s,;:.?!–-]+$/u, '')}…`;
}
