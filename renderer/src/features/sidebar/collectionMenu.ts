import { Download, FolderInput, FolderPlus, MessageSquareText, Pencil, Trash2 } from 'lucide-react';
import { type Collection, wholeLibrary } from '../../../../shared/domain/collection.ts';
import { confirm } from '../../components/ui/Confirm.tsx';
import type { MenuItem } from '../../components/ui/Menu.tsx';
import { askName } from '../../components/ui/NameDialog.tsx';
import { t } from '../../i18n/i18n.ts';
import { newChat } from '../chat/chatActions.ts';
import { exportBibtex } from '../library/documentActions.ts';
import { showPlace, useLibraryView } from '../library/libraryView.ts';
import { changeCollection, createCollection, removeCollection, useOrganisation, withInner } from '../library/organisation.ts';
import { setOpen } from './treeStore.ts';

export function collectionMenu(collection: Collection, rename: () => void): MenuItem[] {
  const { id, parentId } = collection;
  const { collections } = useOrganisation.getState();
  const own = withInner(collections, id);
  const elsewhere = collections.filter((one) => !own.has(one.id));
  const moveTo = (text: string, to: string | null): MenuItem => ({
    text,
    checked: parentId === to,
    onSelect: () => void changeCollection(id, { parentId: to }),
  });
  return [
    { text: t('sidebar:rename'), icon: Pencil, shortcut: 'F2', onSelect: rename },
    { text: t('sidebar:newInner'), icon: FolderPlus, onSelect: () => void createInner(id) },
    {
      type: 'sub',
      text: t('sidebar:moveTo'),
      icon: FolderInput,
      items: [moveTo(t('sidebar:top'), null), ...elsewhere.map((one) => moveTo(one.name, one.id))],
    },
    {
      text: t('sidebar:askCollection'),
      icon: MessageSquareText,
      onSelect: () => newChat({ ...wholeLibrary, collectionIds: [id] }),
    },
    {
      text: t('library:menu.exportBibtex'),
      icon: Download,
      onSelect: () => void exportBibtex({ ...wholeLibrary, collectionIds: [id] }),
    },
    { type: 'separator' },
    { text: t('sidebar:delete'), icon: Trash2, danger: true, shortcut: 'Del', onSelect: () => void deleteCollection(collection) },
  ];
}

async function createInner(parentId: string): Promise<void> {
  const name = await askName(t('sidebar:newCollection'));
  if (name === null) return;
  setOpen(parentId, true);
  await createCollection(name, parentId);
}

export async function deleteCollection({ id, name }: Collection): Promise<void> {
  const gone = withInner(useOrganisation.getState().collections, id);
  const text = t('sidebar:deleteCollection.text', { count: gone.size - 1 });
  const title = t('sidebar:deleteCollection.title', { name });
  if (!(await confirm({ title, text, action: t('sidebar:delete'), danger: true }))) return;
  const { place } = useLibraryView.getState();
  if ((await removeCollection(id)) && place.kind === 'collection' && gone.has(place.id)) showPlace({ kind: 'all' });
}
