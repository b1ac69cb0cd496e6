import { create } from 'zustand';
import type { HubEvent } from '../../../../shared/api/events.ts';
import type { Conversation } from '../../../../shared/domain/conversation.ts';
import { AppError } from '../../../../shared/errors/AppError.ts';
import { hub } from '../../api/windowHub.ts';

interface ConversationsStore {
  /** All that are known, also those the list does not show. */
  byId: ReadonlyMap<string, Conversation>;
  /** What the list shows, newest first, or what was found. */
  ids: readonly string[];
  query: string;
  /** Where the list goes on; null where it ends. */
  nextCursor: string | null;
  loaded: boolean;
  error: AppError | null;
}

const pageSize = 30;

export const useConversations = create<ConversationsStore>(() => ({
  byId: new Map(),
  ids: [],
  query: '',
  nextCursor: null,
  loaded: false,
  error: null,
}));
const { getState, setState } = useConversations;

/** Lists the conversations in which these words stand; all for none. */
export async function findConversations(query: string): Promise<void> {
  setState({ query });
  await load(query, null);
}

export function moreConversations(): Promise<void> {
  const { query, nextCursor } = getState();
  return load(query, nextCursor);
}

async function load(query: string, cursor: string | null): Promise<void> {
  const input = { limit: pageSize, ...(query.trim() ? { query } : {}), ...(cursor ? { cursor } : {}) };
  try {
    const { items, nextCursor } = await hub.request('conversations.list', input);
    // Meanwhile the person may have typed on.
    if (getState().query !== query) return;
    setState(({ byId, ids }) => ({
      byId: new Map([...byId, ...items.map((item) => [item.id, item] as const)]),
      ids: [...new Set([...(cursor ? ids : []), ...items.map(({ id }) => id)])],
      nextCursor,
      loaded: true,
      error: null,
    }));
  } catch (error) {
    setState({ loaded: true, error: AppError.from(error) });
  }
}

/** Takes in what is now known of a conversation. Unless something is searched for, a new one joins the list. */
export function keepConversation(conversation: Conversation): void {
  setState(({ byId, ids, query }) => {
    const known = new Map([...byId, [conversation.id, conversation]]);
    if (query.trim()) return { byId: known };
    const listed = [...new Set([conversation.id, ...ids])];
    const time = (id: string) => known.get(id)?.updatedAt ?? 0;
    return { byId: known, ids: listed.sort((a, b) => time(b) - time(a)) };
  });
}

export function dropConversation(id: string): void {
  setState(({ byId, ids }) => {
    const known = new Map(byId);
    known.delete(id);
    return { byId: known, ids: ids.filter((one) => one !== id) };
  });
}

export function followConversations(): () => void {
  void load('', null);
  return hub.onEvent((event: HubEvent) => {
    if (event.type === 'conversation.changed') keepConversation(event.conversation);
    if (event.type === 'conversation.removed') dropConversation(event.conversationId);
  });
}
