import { Ellipsis, SquarePen } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortcutOf } from '../../app/commands.ts';
import { IconButton } from '../../components/ui/Button.tsx';
import { Menu } from '../../components/ui/Menu.tsx';
import { conversationMenu } from './ChatRow.tsx';
import { newChat, renameConversation } from './chatActions.ts';
import { useChat } from './chatStore.ts';
import { useConversations } from './conversations.ts';
import { titleOf } from './send.ts';
import { TitleField } from './TitleField.tsx';

/** The conversation's title, to be changed in its place, and what can be done with it. */
export function ChatHeader() {
  const { t } = useTranslation('chat');
  const openId = useChat((state) => state.openId);
  const conversation = useConversations((state) => (openId ? state.byId.get(openId) : undefined));
  const [renaming, setRenaming] = useState(false);
  const menu = useRef<HTMLButtonElement>(null);
  const endRenaming = (title: string | null) => {
    setRenaming(false);
    if (title && openId) void renameConversation(openId, title);
    requestAnimationFrame(() => menu.current?.focus());
  };
  // The menu gives the focus back before the field takes it.
  const rename = () => setTimeout(() => setRenaming(true));
  return (
    <header className="flex h-10 shrink-0 items-center gap-1 border-b pr-2 pl-4">
      {renaming && conversation ? (
        <div className="flex-1">
          <TitleField title={conversation.title} onEnd={endRenaming} />
        </div>
      ) : (
        <h2
          className="flex-1 truncate font-medium text-sm"
          title={conversation?.title}
          onDoubleClick={() => conversation && setRenaming(true)}
        >
          {conversation ? titleOf(conversation) : t('newChat')}
        </h2>
      )}
      {conversation && (
        <Menu
          align="end"
          trigger={<IconButton ref={menu} icon={Ellipsis} label={t('chatMenu')} />}
          items={conversationMenu(conversation, rename)}
        />
      )}
      <IconButton icon={SquarePen} label={t('newChat')} shortcut={shortcutOf('newChat') ?? ''} onClick={() => newChat()} />
    </header>
  );
}
