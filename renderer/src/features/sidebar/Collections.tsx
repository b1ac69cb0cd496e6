import { Plus } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/ui/Button.tsx';
import { askName } from '../../components/ui/NameDialog.tsx';
import { useArrowKeys } from '../../hooks/useArrowKeys.ts';
import { changeCollection, childrenOf, createCollection, useOrganisation } from '../library/organisation.ts';
import { CollectionRow } from './CollectionRow.tsx';
import { SectionHead } from './SidebarRow.tsx';
import { draggedCollection } from './useCollectionDrop.ts';

/** The collections as a tree. A collection dropped on the heading comes out to the top. */
export function Collections({ counts }: { counts: ReadonlyMap<string, number> }) {
  const { t } = useTranslation('sidebar');
  const collections = useOrganisation((state) => state.collections);
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = useArrowKeys(list);
  const [over, setOver] = useState(false);
  const create = async () => {
    const name = await askName(t('newCollection'));
    if (name !== null) await createCollection(name);
  };
  const drop = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(draggedCollection)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      const id = event.dataTransfer.getData(draggedCollection);
      if (id) void changeCollection(id, { parentId: null });
    },
  };
  return (
    <section aria-label={t('collections')}>
      <div className={over ? 'rounded-md bg-chosen' : ''} {...drop}>
        <SectionHead text={t('collections')}>
          <IconButton icon={Plus} size="iconSm" label={t('newCollection')} onClick={() => void create()} />
        </SectionHead>
      </div>
      {collections.length === 0 ? (
        <p className="px-2 pb-1 text-muted text-xs">{t('noCollections')}</p>
      ) : (
        <div ref={list} role="tree" aria-label={t('collections')} onKeyDown={onKeyDown} className="flex flex-col gap-px">
          {childrenOf(collections, null).map((collection) => (
            <CollectionRow key={collection.id} collection={collection} level={1} counts={counts} />
          ))}
        </div>
      )}
    </section>
  );
}
