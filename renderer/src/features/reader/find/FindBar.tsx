import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../components/ui/Button.tsx';
import { Input } from '../../../components/ui/fields.tsx';
import { usePageView } from '../pdf/viewState.ts';
import { useReader } from '../readerStore.ts';
import { selectBoxes } from '../selection/selectBoxes.ts';
import { closeFind, find, forgetFind, openFind, step, useFind } from './findStore.ts';

const pause = 150;

/** Finds a text in the open document, also where its pages were not drawn yet. */
export function FindBar({ documentId }: { documentId: string }) {
  const { t } = useTranslation('reader');
  const { open, asked, text } = useFind();
  const revisionId = useReader((state) => state.document?.activeRevisionId);
  const field = useRef<HTMLInputElement>(null);
  const before = useRef<Element | null>(null);
  useEffect(() => forgetFind, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again, it takes the focus again
  useEffect(() => {
    if (!open) return;
    if (document.activeElement !== field.current) before.current = document.activeElement;
    field.current?.focus();
    field.current?.select();
  }, [open, asked]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read meanwhile, or anew, it is searched again
  useEffect(() => {
    if (!open) return;
    const controller = new AbortController();
    const timer = setTimeout(() => void find(documentId, text, controller.signal), pause);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [documentId, text, open, revisionId]);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'F3') return;
      event.preventDefault();
      if (useFind.getState().open) step(event.shiftKey ? -1 : 1);
      else openFind();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  const close = () => {
    const { matches, current } = useFind.getState();
    const { surface } = usePageView.getState();
    closeFind();
    const last = before.current;
    (last instanceof HTMLElement && last.isConnected && last !== document.body ? last : surface?.container)?.focus();
    // As browsers do: what was found is then selected, to be copied or highlighted.
    const match = matches[current];
    if (match && surface) selectBoxes(surface, match.boxes);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.target === field.current) step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  };
  if (!open) return null;
  return (
    <search
      aria-label={t('find.label')}
      onKeyDown={onKeyDown}
      className="absolute top-2 right-5 z-10 flex items-center gap-1 rounded-lg border bg-raised p-1.5 shadow-float"
    >
      <Input
        ref={field}
        value={text}
        aria-label={t('find.field')}
        placeholder={t('find.placeholder')}
        onChange={(event) => useFind.setState({ text: event.target.value })}
        className="h-7 w-44"
      />
      <Outcome />
      <IconButton icon={ChevronUp} label={t('find.previous')} shortcut="Shift+Enter" size="iconSm" onClick={() => step(-1)} />
      <IconButton icon={ChevronDown} label={t('find.next')} shortcut="Enter" size="iconSm" onClick={() => step(1)} />
      <IconButton icon={X} label={t('find.close')} size="iconSm" onClick={close} />
    </search>
  );
}

function Outcome() {
  const { t } = useTranslation('reader');
  const { state, total, matches, current } = useFind();
  const text = () => {
    if (typeof state === 'object') return state.failed;
    if (state === 'unread') return t('find.unread');
    if (state !== 'done') return '';
    if (total === 0) return t('find.none');
    const found = { current: current + 1, total, shown: matches.length };
    return total > matches.length ? t('find.manyMatches', found) : t('find.match', found);
  };
  return (
    <output aria-live="polite" className="min-w-16 max-w-56 px-1 text-center text-muted text-sm tabular-nums">
      {text()}
    </output>
  );
}
