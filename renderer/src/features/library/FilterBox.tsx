import { Search, X } from 'lucide-react';
import { type KeyboardEvent, useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { shortcutOf } from '../../app/commands.ts';
import { IconButton } from '../../components/ui/Button.tsx';
import { Input } from '../../components/ui/fields.tsx';
import { useCommand } from '../../hooks/useCommand.ts';
import { tableElementId } from './DocumentTable.tsx';
import { setFilter, useLibraryView } from './libraryView.ts';

/** Narrows the table with every letter; Escape shows all again, Down goes into the rows. */
export function FilterBox() {
  const { t } = useTranslation('library');
  const filter = useLibraryView((state) => state.filter);
  const field = useRef<HTMLInputElement>(null);
  const focus = useCallback(() => field.current?.select(), []);
  useCommand('find', focus);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && filter) setFilter('');
    else if (event.key === 'ArrowDown' || event.key === 'Escape') document.getElementById(tableElementId)?.focus();
    else return;
    event.preventDefault();
  };
  return (
    <search className="relative w-64 min-w-28 shrink">
      <Search size={14} aria-hidden="true" className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-2 text-muted" />
      <Input
        ref={field}
        type="text"
        aria-label={t('filter')}
        placeholder={t('filterHint')}
        title={shortcutOf('find')}
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-7 pr-7 pl-7"
      />
      {filter && (
        <span className="absolute inset-y-0 right-0.5 flex items-center">
          <IconButton icon={X} size="iconSm" label={t('clearFilter')} onClick={() => setFilter('')} />
        </span>
      )}
    </search>
  );
}
