import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Input } from '../../components/ui/fields.tsx';

/** A title being changed in its place: Enter or leaving keeps it, Escape does not (`null`). */
export function TitleField({ title, onEnd }: { title: string; onEnd(title: string | null): void }) {
  const { t } = useTranslation('chat');
  const ended = useRef(false);
  const end = (value: string | null) => {
    if (ended.current) return;
    ended.current = true;
    const changed = value?.trim();
    onEnd(changed && changed !== title ? changed : null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') end(event.currentTarget.value);
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    end(null);
  };
  return (
    <Input
      ref={(input) => {
        if (!input || document.activeElement === input || ended.current) return;
        input.focus();
        input.select();
      }}
      aria-label={t('chatTitle')}
      defaultValue={title}
      maxLength={200}
      className="h-7"
      onKeyDown={onKeyDown}
      onBlur={(event) => end(event.currentTarget.value)}
    />
  );
}
