import { Search, SquarePen } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortcutOf } from '../../app/commands.ts';
import { Button, IconButton } from '../../components/ui/Button.tsx';
import { Input } from '../../components/ui/fields.tsx';
import { ChatRow } from './ChatRow.tsx';
import { newChat } from './chatActions.ts';
import { useChat } from './chatStore.ts';
import { findConversations, moreConversations, useConversations } from './conversations.ts';

/** The sidebar's list of chats: one stop for Tab, arrow keys within. */
export function ChatsSection() {
  const { t } = useTranslation('chat');
  const { ids, query, nextCursor, loaded, error } = useConversations();
  const list = useRef<HTMLDivElement>(null);
  return (
    <section aria-labelledby="chats-title" className="flex flex-col gap-0.5">
      <div className="flex items-center justify-between pl-2">
        <h2 id="chats-title" className="font-medium text-muted text-xs">
          {t('chats')}
        </h2>
        <IconButton
          icon={SquarePen}
          label={t('newChat')}
          shortcut={shortcutOf('newChat') ?? ''}
          size="iconSm"
          onClick={() => newChat()}
        />
      </div>
      {(ids.length > 0 || query !== '') && <SearchField />}
      {error && <p className="px-2 text-bad text-xs">{error.message}</p>}
      {loaded && !error && ids.length === 0 && (
        <p className="px-2 py-1 text-muted text-xs">{query.trim() ? t('noChatFound') : t('noChats')}</p>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: its buttons take the keys; arrows move among them */}
      <div ref={list} onKeyDown={(event) => moveFocus(event, list.current)}>
        <Groups />
      </div>
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
  const midnight = new Date().setHours(0, 0, 0, 0);
  const isToday = (id: string) => (byId.get(id)?.updatedAt ?? 0) >= midnight;
  const stop = openId && ids.includes(openId) ? openId : ids[0];
  const groups = [
    { name: t('today'), ids: ids.filter(isToday) },
    { name: t('earlier'), ids: ids.filter((id) => !isToday(id)) },
  ];
  return groups.map(({ name, ids }) => {
    if (ids.length === 0) return null;
    return (
      <div key={name} className="mb-1">
        <h3 className="px-2 pt-1 font-normal text-muted text-xs">{name}</h3>
        <ul aria-label={`${t('chats')}: ${name}`}>
          {ids.map((id) => (
            <ChatRow key={id} id={id} isOpen={id === openId} isStop={id === stop} />
          ))}
        </ul>
      </div>
    );
  });
}

/** Arrow keys, Home and End among the rows. */
function moveFocus(event: KeyboardEvent, list: HTMLElement | null): void {
  const rows = [...(list?.querySelectorAll<HTMLElement>('[data-chat]') ?? [])];
  const at = rows.indexOf(event.target as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  rows[to]?.focus();
}

function SearchField() {
  const { t } = useTranslation('chat');
  const [text, setText] = useState(useConversations.getState().query);
  useEffect(() => {
    if (text === useConversations.getState().query) return;
    const timer = setTimeout(() => void findConversations(text), 150);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div className="relative mx-1 mb-1">
      <Search size={13} aria-hidden="true" className="-translate-y-1/2 absolute top-1/2 left-2 text-muted" />
      <Input
        type="search"
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
