import { Search, SquarePen } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortcutOf } from '../../app/commands.ts';
import { Button, IconButton } from '../../components/ui/Button.tsx';
import { Input } from '../../components/ui/fields.tsx';
import { useArrowKeys } from '../../hooks/useArrowKeys.ts';
import { SectionHead } from '../sidebar/SidebarRow.tsx';
import { ChatRow } from './ChatRow.tsx';
import { newChat } from './chatActions.ts';
import { useChat } from './chatStore.ts';
import { findConversations, moreConversations, useConversations } from './conversations.ts';

/** The sidebar's list of chats: one stop for Tab, arrow keys within. */
export function ChatsSection() {
  const { t } = useTranslation('chat');
  const { ids, query, nextCursor, loaded, error } = useConversations();
  return (
    <section aria-label={t('chats')} className="flex flex-col gap-px">
      <SectionHead text={t('chats')}>
        <IconButton
          icon={SquarePen}
          label={t('newChat')}
          shortcut={shortcutOf('newChat') ?? ''}
          size="iconSm"
          onClick={() => newChat()}
        />
      </SectionHead>
      {(ids.length > 0 || query !== '') && <SearchField />}
      {error && <p className="px-2 text-bad text-xs">{error.message}</p>}
      {loaded && !error && ids.length === 0 && (
        <p className="px-2 pb-1 text-muted text-xs">{query.trim() ? t('noChatFound') : t('noChats')}</p>
      )}
      <Groups />
      {nextCursor && (
        <Button variant="ghost" size="sm" className="justify-start text-muted" onClick={() => void moreConversations()}>
          {t('showMore')}
        </Button>
      )}
    </section>
  );
}

function Groups() {
  const { t } = useTranslation('chat');
  const { ids, byId } = useConversations();
  const openId = useChat((state) => state.openId);
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = useArrowKeys(list);
  const midnight = new Date().setHours(0, 0, 0, 0);
  const isToday = (id: string) => (byId.get(id)?.updatedAt ?? 0) >= midnight;
  const groups = [
    { name: t('today'), members: ids.filter(isToday) },
    { name: t('earlier'), members: ids.filter((id) => !isToday(id)) },
  ];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys between its buttons
    <div ref={list} onKeyDown={onKeyDown}>
      {groups.map(
        ({ name, members }) =>
          members.length > 0 && (
            <div key={name} className="mb-1">
              <h3 className="px-2 pt-1 pb-0.5 font-normal text-muted text-xs">{name}</h3>
              <ul aria-label={name}>
                {members.map((id) => (
                  <ChatRow key={id} id={id} isOpen={id === openId} />
                ))}
              </ul>
            </div>
          ),
      )}
    </div>
  );
}

/** Looks for what is typed as soon as the typing pauses. Escape empties it. */
function SearchField() {
  const { t } = useTranslation('chat');
  const [text, setText] = useState(useConversations.getState().query);
  useEffect(() => {
    if (text === useConversations.getState().query) return;
    const timer = setTimeout(() => void findConversations(text), 150);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div className="relative m-1">
      <Search size={13} aria-hidden="true" className="-translate-y-1/2 absolute top-1/2 left-2 text-muted" />
      <Input
        type="search"
        maxLength={500}
        aria-label={t('searchChats')}
        placeholder={t('searchChats')}
        className="h-7 pl-7"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || text === '') return;
          event.stopPropagation();
          setText('');
        }}
      />
    </div>
  );
}
