import { Plus } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Tag, tagColors } from '../../../../shared/domain/collection.ts';
import { IconButton } from '../../components/ui/Button.tsx';
import { cn } from '../../components/ui/cn.ts';
import { ContextMenu } from '../../components/ui/Menu.tsx';
import { askName } from '../../components/ui/NameDialog.tsx';
import { dotClass } from '../../components/ui/tagColor.ts';
import { useArrowKeys } from '../../hooks/useArrowKeys.ts';
import { toggleTag, useLibraryView } from '../library/libraryView.ts';
import { createTag, label, useOrganisation } from '../library/organisation.ts';
import { SectionHead, SidebarRow } from './SidebarRow.tsx';
import { deleteTag, renameTag, tagMenu } from './tagMenu.ts';
import { usePaperDrop } from './usePaperDrop.ts';

/** The tags. Those that are pressed narrow the table to papers that carry them all. */
export function Tags({ counts }: { counts: ReadonlyMap<string, number> }) {
  const { t } = useTranslation('sidebar');
  const tags = useOrganisation((state) => state.tags);
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = useArrowKeys(list);
  const create = async () => {
    const name = await askName(t('newTag'));
    // Each new one looks different from the last.
    if (name !== null) await createTag(name, tagColors[(tags.length % (tagColors.length - 1)) + 1] ?? 'blue');
  };
  return (
    <section aria-label={t('tags')}>
      <SectionHead text={t('tags')}>
        <IconButton icon={Plus} size="iconSm" label={t('newTag')} onClick={() => void create()} />
      </SectionHead>
      {tags.length === 0 && <p className="px-2 pb-1 text-muted text-xs">{t('noTags')}</p>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys between its buttons */}
      <div ref={list} onKeyDown={onKeyDown} className="flex flex-col gap-px">
        {tags.map((tag) => (
          <TagRow key={tag.id} tag={tag} count={counts.get(tag.id)} />
        ))}
      </div>
    </section>
  );
}

function TagRow({ tag, count }: { tag: Tag; count: number | undefined }) {
  const { id, name, color } = tag;
  const pressed = useLibraryView((state) => state.tagIds.includes(id));
  const drop = usePaperDrop((ids) => void label(id, ids, true));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'F2') void renameTag(tag);
    else if (event.key === 'Delete') void deleteTag(tag);
    else return;
    event.preventDefault();
  };
  return (
    <ContextMenu items={() => tagMenu(tag)}>
      <SidebarRow
        glyph={<span className={cn('size-2.5 rounded-full', dotClass[color])} />}
        text={name}
        count={count}
        chosen={pressed || drop.over}
        aria-pressed={pressed}
        onClick={() => toggleTag(id)}
        onKeyDown={onKeyDown}
        {...drop.handlers}
      />
    </ContextMenu>
  );
}
