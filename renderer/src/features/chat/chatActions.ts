import { type Scope, wholeLibrary } from '../../../../shared/domain/collection.ts';
import type { Conversation } from '../../../../shared/domain/conversation.ts';
import { hub } from '../../api/windowHub.ts';
import { onCommand } from '../../app/commands.ts';
import { showSide } from '../../app/viewStore.ts';
import { toast, told } from '../../components/ui/Toasts.tsx';
import { t } from '../../i18n/i18n.ts';
import { changeDraft, useChat, wishFocus } from './chatStore.ts';
import { dropConversation, followConversations, keepConversation, useConversations } from './conversations.ts';
import { followGenerators } from './generators.ts';
import { longestQuote, send, titleOf } from './send.ts';
import { catchUp, findTurn, loadThread, showBranch, stopAsking, useThreads } from './threads.ts';

/** Shows a conversation beside whatever is open, ready for the next question. */
export function openConversation(id: string): void {
  useChat.setState({ openId: id });
  if (useThreads.getState().threads[id]?.state !== 'loaded') void loadThread(id);
  focusComposer();
}

/** Begins a conversation about these papers, the whole library where none are named. It is stored with its first question. */
export function newChat(scope: Scope = wholeLibrary): void {
  useChat.setState({ openId: null, newScope: scope });
  focusComposer();
}

/** Asks all papers, in a chat of its own. */
export function askInNewChat(question: string): void {
  newChat();
  changeDraft(null, { text: question });
  void send();
}

/** Puts a passage of a paper into the next question of a chat about that paper. */
export function askAbout({ documentId, quote }: { documentId: string; quote: string }): void {
  const { openId, newScope } = useChat.getState();
  const scope = openId ? useConversations.getState().byId.get(openId)?.scope : newScope;
  if (!scope || !isOnly(scope, documentId)) newChat({ ...wholeLibrary, documentIds: [documentId] });
  const line = quote.replaceAll(/\s+/g, ' ').trim();
  const text = line.length > longestQuote ? `${line.slice(0, longestQuote - 1)}…` : line;
  changeDraft(useChat.getState().openId, { quote: { documentId, text } });
  focusComposer();
}

function isOnly({ collectionIds, tagIds, documentIds }: Scope, documentId: string): boolean {
  return collectionIds.length === 0 && tagIds.length === 0 && documentIds.length === 1 && documentIds[0] === documentId;
}

/** Opens the chat at the answer that holds this citation, and gives the citation the focus. */
export function showCitation({ turnId, n }: { turnId: string; n: number }): void {
  showSide('chat');
  const found = findTurn(turnId);
  if (!found) return;
  useChat.setState({ openId: found.conversationId });
  if (!found.shown) void told(() => showBranch(found.conversationId, turnId));
  wishFocus({ turnId, n });
}

export function focusComposer(): void {
  showSide('chat');
  wishFocus('composer');
}

export function renameConversation(id: string, title: string): Promise<boolean> {
  return told(async () => keepConversation(await hub.request('conversations.update', { id, title })));
}

/** Removes it; Undo brings it back, and back onto the screen if it was there. */
export function removeConversation({ id, title }: Conversation): Promise<boolean> {
  return told(async () => {
    stopAsking(id);
    const wasOpen = useChat.getState().openId === id;
    await hub.request('conversations.remove', { id });
    dropConversation(id);
    if (wasOpen) useChat.setState({ openId: null });
    const undo = async () => {
      keepConversation(await hub.request('conversations.restore', { id }));
      if (wasOpen) openConversation(id);
    };
    toast(t('chat:deleted', { title: titleOf({ title }) }), { action: { text: t('undo'), run: () => void told(undo) } });
  });
}

export function copyConversation(id: string): Promise<boolean> {
  return told(async () => {
    const { markdown } = await hub.request('conversations.export', { id });
    await copyText(markdown);
  });
}

export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  toast(t('chat:copied'));
}

export function exportConversation({ id, title }: Conversation): Promise<boolean> {
  return told(async () => {
    const { markdown } = await hub.request('conversations.export', { id });
    const { saved } = await hub.host('host.saveText', { fileName: `${titleOf({ title }).slice(0, 100)}.md`, text: markdown });
    if (saved) toast(t('chat:exported'));
  });
}

/** Asks where to, and writes one answer there. */
export function exportAnswer(
  { id, conversationId }: { id: string; conversationId: string },
  format: 'markdown' | 'bibtex' | 'bundle',
): Promise<boolean> {
  return told(async () => {
    const file = await hub.request('conversations.exportAnswer', { id: conversationId, turnId: id, format });
    const { saved } = await hub.host('host.saveText', file);
    if (saved) toast(t('chat:exported'));
  });
}

/** The chat that was open when the app ended, if it is still there. */
async function reopen(id: string): Promise<void> {
  await loadThread(id);
  const { error } = useThreads.getState().threads[id] ?? {};
  if (error?.code === 'not_found' && useChat.getState().openId === id) useChat.setState({ openId: null });
}

/** Follows the conversations, reopens the one that was open, and takes the chat's commands. Returns the way to stop. */
export function followChats(): () => void {
  const stops = [
    followConversations(),
    followGenerators(),
    hub.onEvent((event) => event.type === 'conversation.changed' && catchUp(event.conversation)),
    onCommand('newChat', () => newChat()),
    onCommand('focusChat', focusComposer),
  ];
  const { openId } = useChat.getState();
  if (openId) void reopen(openId);
  return () => {
    for (const stop of stops) stop();
  };
}
