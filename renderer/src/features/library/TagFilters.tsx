import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/ui/Button.tsx';
import { cn } from '../../components/ui/cn.ts';
import { dotClass } from '../../components/ui/tagColor.ts';
import { toggleTag, useLibraryView } from './libraryView.ts';
import { useOrganisation } from './organisation.ts';

/** The tags that narrow what is shown, each to be let go of. */
export function TagFilters() {
  const { t } = useTranslation('library');
  const tagIds = useLibraryView((state) => state.tagIds);
  const tags = useOrganisation((state) => state.tags).filter(({ id }) => tagIds.includes(id));
  if (tags.length === 0) return null;
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-1 border-b px-3 py-1.5">
      <span className="mr-1 text-muted text-sm">{t('tagged')}</span>
      {tags.map(({ id, name, color }) => (
        <Button
          key={id}
          size="sm"
          aria-label={t('dropTag', { name })}
          onClick={() => toggleTag(id)}
          className="h-6 max-w-48 rounded-full"
        >
          <span className={cn('size-2 shrink-0 rounded-full', dotClass[color])} />
          <span className="truncate">{name}</span>
          <X size={12} aria-hidden="true" className="shrink-0" />
        </Button>
      ))}
    </div>
  );
}
