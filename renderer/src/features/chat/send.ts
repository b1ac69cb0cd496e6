import { longestQuestion, questionAbout } from '../../../../shared/domain/conversation.ts';
import { hub } from '../../api/windowHub.ts';
import { told } from '../../components/ui/Toasts.tsx';
import { t } from '../../i18n/i18n.ts';
import { changeDraft, type Draft, draftOf, useChat } from './chatStore.ts';
import { keepConversation } from './conversations.ts';
import { useGenerators } from './generators.ts';
import { ask, beginThread, useThreads } from './threads.ts';

/** Characters of a quote; the rest of a question is for what is asked about it. */
export const longestQuote = 800;

/** A draft as it is asked. */
export function questionOf({ quote, text }: Draft): string {
  return quote ? questionAbout(quote.text, text.trim()) : text.trim();
}

let sending = false;

/** Asks what is in the composer. The draft is let go once the question is stored, so that nothing written is lost when that fails. */
export async function send(): Promise<void> {
  const draft = draftOf(useChat.getState().openId);
  const question = questionOf(draft);
  if (sending || draft.text.trim() === '' || question.length > longestQuestion) return;
  sending = true;
  await told(async () => {
    const conversationId = useChat.getState().openId ?? (await createConversation());
    const parentId = useThreads.getState().threads[conversationId]?.leafId ?? null;
    const generator = useGenerators.getState().chosen;
    const letGo = () => {
      sending = false;
      changeDraft(conversationId, { text: '', quote: null });
    };
    await ask({ conversationId, parentId, question, generator }, letGo);
  });
  sending = false;
}

/** Stores the new chat, which takes the draft with it. */
async function createConversation(): Promise<string> {
  const { newScope } = useChat.getState();
  const conversation = await hub.request('conversations.create', { scope: newScope });
  keepConversation(conversation);
  beginThread(conversation.id);
  changeDraft(conversation.id, draftOf(null));
  changeDraft(null, { text: '', quote: null });
  useChat.setState({ openId: conversation.id });
  return conversation.id;
}

/** A conversation's name; one without a question has none yet. */
export function titleOf(conversation: { title: string }): string {
  return conversation.title || t('chat:newChat');
}
