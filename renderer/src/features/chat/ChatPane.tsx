import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ChatHeader } from './ChatHeader.tsx';
import { Composer } from './Composer.tsx';
import { useChat } from './chatStore.ts';
import { EmptyChat } from './EmptyChat.tsx';
import { TurnList } from './TurnList.tsx';
import { stopAsking, useRunning, useThreads } from './threads.ts';

/** The conversation shown beside what is read. Escape stops the answer that is being written. */
export function ChatPane() {
  const { t } = useTranslation('chat');
  const openId = useChat((state) => state.openId);
  const thread = useThreads((state) => (openId ? state.threads[openId] : undefined));
  const running = useRunning(openId);
  const onKeyDown = (event: KeyboardEvent) => {
    // What opens over the pane closes with its own Escape, which comes by here too.
    const inside = event.currentTarget.contains(event.target as Node);
    if (event.key !== 'Escape' || !inside || !running || !openId) return;
    event.stopPropagation();
    stopAsking(openId);
  };
  const isEmpty = !openId || (thread?.state === 'loaded' && thread.turns.length === 0);
  return (
    <section aria-label={t('title')} className="flex h-full min-h-0 flex-col" onKeyDown={onKeyDown}>
      <ChatHeader />
      {isEmpty ? <EmptyChat /> : <TurnList key={openId} conversationId={openId} />}
      <Composer running={running} />
    </section>
  );
}
