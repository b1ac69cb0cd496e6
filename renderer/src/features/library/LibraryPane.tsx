import { Columns3, FilePlus2, FilterX, FolderOpen, Inbox, Library, Plus, Trash2, Undo2 } from 'lucide-react';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../components/ui/Button.tsx';
import { EmptyState } from '../../components/ui/EmptyState.tsx';
import { Menu } from '../../components/ui/Menu.tsx';
import { useCommand } from '../../hooks/useCommand.ts';
import { choosePdfs } from './addPapers.ts';
import { columnMenu } from './columnMenu.ts';
import { DocumentTable, tableElementId } from './DocumentTable.tsx';
import { emptyTrash, restore } from './documentActions.ts';
import { FilterBox } from './FilterBox.tsx';
import { loadAll, useLibrary } from './libraryStore.ts';
import { clearFilters, useLibraryView, useVisibleIds } from './libraryView.ts';
import { ModelNotice } from './ModelNotice.tsx';
import { useOrganisation } from './organisation.ts';
import { QueueNotice } from './QueueNotice.tsx';
import { useSelection } from './selection.ts';
import { TagFilters } from './TagFilters.tsx';

const focusTable = () => document.getElementById(tableElementId)?.focus({ preventScroll: true });
const add = () => void choosePdfs();

/** The papers of the place chosen in the sidebar. */
export function LibraryPane() {
  const { t } = useTranslation('library');
  const order = useVisibleIds();
  const inTrash = useLibraryView((state) => state.place.kind === 'trash');
  const title = useTitle();
  useCommand('library', focusTable);
  useCommand('add', add);
  // Whoever comes back to the list by keyboard goes on there.
  useEffect(() => {
    if (document.activeElement === document.body) focusTable();
  }, []);
  const empty = useCallback(() => void emptyTrash(), []);
  return (
    <section className="flex h-full min-h-0 flex-col" aria-labelledby="library-title">
      <header className="flex h-11 shrink-0 items-center gap-2 border-b px-3">
        <h1 id="library-title" className="min-w-14 truncate font-semibold">
          {title}
        </h1>
        <span className="shrink-0 text-muted text-sm tabular-nums">{t('papers', { count: order.length })}</span>
        <span className="flex-1" />
        <FilterBox />
        <Menu align="end" items={columnMenu} trigger={<IconButton icon={Columns3} label={t('columnMenu.label')} />} />
        {inTrash && <RestoreChosen />}
        {inTrash ? (
          <Button size="sm" disabled={order.length === 0} onClick={empty}>
            <Trash2 size={14} aria-hidden="true" /> {t('emptyTrash')}
          </Button>
        ) : (
          <Button size="sm" onClick={add}>
            <Plus size={14} aria-hidden="true" /> {t('add')}
          </Button>
        )}
      </header>
      <TagFilters />
      <ModelNotice />
      <QueueNotice />
      {order.length > 0 ? <DocumentTable order={order} /> : <Nothing />}
    </section>
  );
}

function RestoreChosen() {
  const { t } = useTranslation('library');
  const ids = useSelection((state) => state.ids);
  return (
    <Button size="sm" disabled={ids.size === 0} onClick={() => void restore([...ids])}>
      <Undo2 size={14} aria-hidden="true" /> {t('menu.restore')}
    </Button>
  );
}

function useTitle(): string {
  const { t } = useTranslation('library');
  const place = useLibraryView((state) => state.place);
  const collections = useOrganisation((state) => state.collections);
  if (place.kind !== 'collection') return t(`places.${place.kind}`);
  return collections.find(({ id }) => id === place.id)?.name ?? '';
}

/** Where no rows are: why, and what to do. */
function Nothing() {
  const { t } = useTranslation('library');
  const { loading, error } = useLibrary();
  const { place, filter, tagIds } = useLibraryView();
  const anything = useLibrary(({ listing }) => listing.entries.size > 0);
  if (loading === 'first') return <p className="p-8 text-center text-muted">{t('loading')}</p>;
  if (error && !anything)
    return (
      <EmptyState icon={Library} title={error.message} text={error.action}>
        <Button onClick={() => void loadAll()}>{t('menu.retry')}</Button>
      </EmptyState>
    );
  if (filter || tagIds.length > 0)
    return (
      <EmptyState icon={FilterX} title={t('empty.filterTitle')} text={t('empty.filterText')}>
        <Button onClick={clearFilters}>{t('empty.clear')}</Button>
      </EmptyState>
    );
  if (place.kind === 'trash') return <EmptyState icon={Trash2} title={t('empty.trashTitle')} text={t('empty.trashText')} />;
  if (place.kind === 'collection')
    return <EmptyState icon={FolderOpen} title={t('empty.collectionTitle')} text={t('empty.collectionText')} />;
  if (place.kind !== 'all' && anything)
    return <EmptyState icon={Inbox} title={t(`empty.${place.kind}Title`)} text={t(`empty.${place.kind}Text`)} />;
  return (
    <EmptyState icon={FilePlus2} title={t('empty.title')} text={t('empty.text')}>
      <Button variant="primary" onClick={add}>
        {t('add')}
      </Button>
    </EmptyState>
  );
}
