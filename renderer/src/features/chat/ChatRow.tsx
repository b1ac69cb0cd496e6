import { Copy, Download, LoaderCircle, MessageSquare, Pencil, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../../../shared/domain/conversation.ts';
import { ContextMenu, type MenuItem } from '../../components/ui/Menu.tsx';
import { t } from '../../i18n/i18n.ts';
import { SidebarRow } from '../sidebar/SidebarRow.tsx';
import { copyConversation, exportConversation, openConversation, removeConversation, renameConversation } from './chatActions.ts';
import { useConversations } from './conversations.ts';
import { titleOf } from './send.ts';
import { TitleField } from './TitleField.tsx';
import { useRunning } from './threads.ts';

/** What can be done with a conversation, from its row and from its header; `shortcut` renames it. */
export function conversationMenu(conversation: Conversation, rename: () => void, shortcut?: string): MenuItem[] {
  return [
    { text: t('chat:rename'), icon: Pencil, ...(shortcut ? { shortcut } : {}), onSelect: rename },
    { text: t('chat:copyAll'), icon: Copy, onSelect: () => void copyConversation(conversation.id) },
    { text: t('chat:export'), icon: Download, onSelect: () => void exportConversation(conversation) },
    { type: 'separator' },
    { text: t('chat:delete'), icon: Trash2, danger: true, onSelect: () => void removeConversation(conversation) },
  ];
}

export function ChatRow({ id, isOpen }: { id: string; isOpen: boolean }) {
  const conversation = useConversations((state) => state.byId.get(id));
  const running = useRunning(id);
  const [renaming, setRenaming] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  if (!conversation) return null;
  const endRenaming = (title: string | null) => {
    setRenaming(false);
    if (title) void renameConversation(id, title);
    requestAnimationFrame(() => button.current?.focus());
  };
  if (renaming) {
    return (
      <li className="px-1">
        <TitleField title={conversation.title} onEnd={endRenaming} />
      </li>
    );
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'F2') setRenaming(true);
    if (event.key === 'Delete') removeFrom(event.currentTarget as HTMLElement, conversation);
  };
  return (
    <li>
      <ContextMenu items={conversationMenu(conversation, () => setTimeout(() => setRenaming(true)), 'F2')}>
        <SidebarRow
          ref={button}
          data-chat={id}
          aria-current={isOpen ? 'true' : undefined}
          title={titleOf(conversation)}
          glyph={running ? <Answering /> : <MessageSquare size={14} strokeWidth={1.75} aria-hidden="true" />}
          text={titleOf(conversation)}
          chosen={isOpen}
          onClick={() => openConversation(id)}
          onDoubleClick={() => setRenaming(true)}
          onKeyDown={onKeyDown}
        />
      </ContextMenu>
    </li>
  );
}

/** An answer is being written in it, also while another chat is shown. */
function Answering() {
  const { t } = useTranslation('chat');
  return <LoaderCircle size={14} role="img" aria-label={t('answering')} className="animate-spin motion-reduce:animate-none" />;
}

/** The row goes away; its neighbour gets the focus. */
function removeFrom(row: HTMLElement, conversation: Conversation): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-chat]')];
  const at = rows.indexOf(row);
  (rows[at + 1] ?? rows[at - 1])?.focus();
  void removeConversation(conversation);
}
