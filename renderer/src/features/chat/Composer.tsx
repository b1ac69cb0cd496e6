import { ArrowUp, Square, X } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { longestQuestion } from '../../../../shared/domain/conversation.ts';
import { Button, IconButton } from '../../components/ui/Button.tsx';
import { changeDraft, useChat, useDraft, wishFocus } from './chatStore.ts';
import { GeneratorChoice } from './GeneratorChoice.tsx';
import { LengthNote } from './LengthNote.tsx';
import { ScopeBar } from './ScopeBar.tsx';
import { questionOf, send } from './send.ts';
import { stopAsking } from './threads.ts';

/** Where a question is written: Enter asks it, Shift+Enter begins a new line. */
export function Composer({ running }: { running: boolean }) {
  const { t } = useTranslation('chat');
  const openId = useChat((state) => state.openId);
  const draft = useDraft();
  const field = useRef<HTMLTextAreaElement>(null);
  useWishedFocus(field);
  const { length } = questionOf(draft);
  const askable = draft.text.trim() !== '' && length <= longestQuestion;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!running) void send();
    // The button pressed gives way to another.
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) submit(event);
  };
  const stop = () => {
    if (openId) stopAsking(openId);
    field.current?.focus();
  };
  const dropQuote = () => {
    changeDraft(openId, { quote: null });
    field.current?.focus();
  };
  return (
    <form className="shrink-0 border-t p-3 pt-2" onSubmit={submit}>
      <ScopeBar />
      <div className="mt-2 rounded-lg border border-line-strong bg-ground focus-within:border-accent">
        {draft.quote && (
          <div className="flex items-start gap-1 border-b p-2">
            <blockquote className="selectable line-clamp-3 flex-1 border-accent border-l-2 pl-2 text-muted text-sm">
              {draft.quote.text}
            </blockquote>
            <IconButton icon={X} label={t('dropQuote')} size="iconSm" onClick={dropQuote} />
          </div>
        )}
        <textarea
          ref={field}
          aria-label={t('question')}
          placeholder={t('placeholder')}
          rows={1}
          value={draft.text}
          onChange={(event) => changeDraft(openId, { text: event.target.value })}
          onKeyDown={onKeyDown}
          className="selectable field-sizing-content block max-h-48 w-full resize-none rounded-lg border-0 bg-transparent px-3 pt-2.5 pb-1 outline-none placeholder:text-muted"
        />
        <div className="flex items-center gap-1 p-1.5 pt-0.5">
          <GeneratorChoice />
          <span className="flex-1" />
          <LengthNote length={length} />
          {running ? (
            <Button key="stop" size="sm" onClick={stop}>
              <Square size={12} aria-hidden="true" className="fill-current" />
              {t('stop')}
            </Button>
          ) : (
            <Button key="ask" type="submit" size="sm" variant="primary" disabled={!askable}>
              <ArrowUp size={14} aria-hidden="true" />
              {t('ask')}
            </Button>
          )}
        </div>
      </div>
    </form>
  );
}

function useWishedFocus(field: React.RefObject<HTMLTextAreaElement | null>): void {
  const wish = useChat((state) => state.focusWish);
  useEffect(() => {
    if (wish !== 'composer') return;
    field.current?.focus();
    wishFocus(null);
  }, [wish, field]);
}
