import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** A name while it is being changed, in its place: Enter or leaving it keeps, Escape gives the old one back (null). */
export function InlineName({ name, onEnd }: { name: string; onEnd(changed: string | null): void }) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const ended = useRef(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const end = (field: HTMLInputElement, keep: boolean) => {
    if (ended.current) return;
    ended.current = true;
    const value = field.value.trim();
    const row = field.closest<HTMLElement>('[data-stop]');
    onEnd(keep && value && value !== name ? value : null);
    row?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation();
    if (event.key === 'Enter' || event.key === 'Escape') end(event.currentTarget, event.key === 'Enter');
  };
  return (
    <input
      ref={field}
      aria-label={t('name')}
      defaultValue={name}
      maxLength={200}
      onKeyDown={onKeyDown}
      onBlur={(event) => end(event.currentTarget, true)}
      onClick={(event) => event.stopPropagation()}
      className="selectable min-w-0 flex-1 rounded border border-accent bg-ground px-1 text-ink"
    />
  );
}
