import { type Scope, wholeLibrary } from '../../../../shared/domain/collection.ts';
import type { Document } from '../../../../shared/domain/document.ts';
import { hub } from '../../api/windowHub.ts';
import { useChat } from './chatStore.ts';
import { keepConversation, useConversations } from './conversations.ts';

export type ScopeKind = keyof Scope;

export function useScope(): Scope {
  const openId = useChat((state) => state.openId);
  const newScope = useChat((state) => state.newScope);
  const scope = useConversations((state) => (openId ? state.byId.get(openId)?.scope : undefined));
  return openId ? (scope ?? wholeLibrary) : newScope;
}

export function isWhole({ collectionIds, tagIds, documentIds }: Scope): boolean {
  return collectionIds.length + tagIds.length + documentIds.length === 0;
}

/** Whether a paper itself, its collection or its tag is named; all are where nothing is. */
export function holds(scope: Scope, { id, collectionIds, tagIds }: Document): boolean {
  const named =
    scope.collectionIds.some((one) => collectionIds.includes(one)) || scope.tagIds.some((one) => tagIds.includes(one));
  return isWhole(scope) || scope.documentIds.includes(id) || named;
}

/** Puts it in, or takes it out where it is in. */
export function toggled(scope: Scope, kind: ScopeKind, id: string): Scope {
  const ids = scope[kind];
  return { ...scope, [kind]: ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id] };
}

/** What the next questions of a conversation are about; null: of the one not stored yet. */
export async function setScope(conversationId: string | null, scope: Scope): Promise<void> {
  if (!conversationId) {
    useChat.setState({ newScope: scope });
    return;
  }
  const before = useConversations.getState().byId.get(conversationId);
  if (before) keepConversation({ ...before, scope });
  try {
    keepConversation(await hub.request('conversations.update', { id: conversationId, scope }));
  } catch (error) {
    if (before) keepConversation(before);
    throw error;
  }
}
