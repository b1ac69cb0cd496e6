import type { conversationRoutes } from '../../shared/api/routes/conversationRoutes.ts';
import type { Conversation } from '../../shared/domain/conversation.ts';
import { conversationOf, converse } from '../answers/converse.ts';
import { exportAnswer } from '../answers/exportAnswer.ts';
import { exportConversation } from '../answers/exportConversation.ts';
import { replay } from '../answers/replay.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import type { HandlersOf } from './handler.ts';

export function conversationHandlers(ports: EnginePorts): HandlersOf<keyof typeof conversationRoutes> {
  const changed = (conversation: Conversation) => {
    ports.events.publish({ type: 'conversation.changed', libraryId: conversation.libraryId, conversation });
    return conversation;
  };
  return {
    'conversations.list': ({ query, cursor, limit }, ctx) =>
      ports.conversations.list(ctx, { limit, ...(query ? { query } : {}), ...(cursor ? { cursor } : {}) }),
    'conversations.get': async ({ id }, ctx) => ({
      conversation: await conversationOf(ports, ctx, id),
      turns: await ports.conversations.turns(ctx, id),
    }),
    'conversations.create': async ({ title = '', scope }, ctx) =>
      changed(await ports.conversations.create(ctx, { id: ports.newId(), title, scope })),
    'conversations.update': async ({ id, title, scope, activeTurnId }, ctx) =>
      changed(
        await ports.conversations.update(ctx, id, {
          ...(title === undefined ? {} : { title }),
          ...(scope === undefined ? {} : { scope }),
          ...(activeTurnId === undefined ? {} : { activeTurnId }),
        }),
      ),
    'conversations.remove': async ({ id }, ctx) => {
      await ports.conversations.remove(ctx, id);
      ports.events.publish({ type: 'conversation.removed', libraryId: ctx.libraryId, conversationId: id });
      return { id };
    },
    'conversations.restore': async ({ id }, ctx) => changed(await ports.conversations.restore(ctx, id)),
    'conversations.ask': ({ generator, ...question }, ctx, emit) =>
      converse(ports, ctx, { ...question, ...(generator ? { generator } : {}) }, emit),
    'conversations.exportAnswer': (request, ctx) => exportAnswer(ports, ctx, request),
    'conversations.replay': ({ bundle }, ctx) => replay(ports, ctx, bundle),
    'conversations.export': async ({ id }, ctx) => ({
      markdown: await exportConversation(ports, ctx, await conversationOf(ports, ctx, id)),
    }),
  };
}
