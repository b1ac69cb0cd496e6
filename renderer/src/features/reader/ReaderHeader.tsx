import { MessageSquareQuote, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { shortcutOf } from '../../app/commands.ts';
import { Button, IconButton } from '../../components/ui/Button.tsx';
import { backToAnswer } from './backToAnswer.ts';
import { closeReader, useReader } from './readerStore.ts';

export function ReaderHeader({ title }: { title: string }) {
  const { t } = useTranslation('reader');
  const from = useReader((state) => state.target?.from);
  return (
    <header className="flex h-11 shrink-0 items-center gap-2 border-b bg-ground pr-2 pl-4">
      <h1 className="selectable min-w-0 flex-1 truncate font-semibold text-base" title={title}>
        {title || '\u00a0'}
      </h1>
      {from && (
        <Button size="sm" onClick={() => backToAnswer(from)}>
          <MessageSquareQuote size={15} strokeWidth={1.75} aria-hidden="true" />
          {t('backToAnswer')}
        </Button>
      )}
      <IconButton icon={X} label={t('close')} shortcut={shortcutOf('closeReader') ?? ''} onClick={closeReader} />
    </header>
  );
}
