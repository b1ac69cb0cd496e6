import {
  Copy,
  Download,
  FileText,
  FolderInput,
  FolderOpen,
  FolderPlus,
  MessageSquareText,
  Pencil,
  Quote,
  RotateCcw,
  Square,
  Table2,
  Tag as TagIcon,
  Trash2,
  Undo2,
  X,
} from 'lucide-react';
import { wholeLibrary } from '../../../../shared/domain/collection.ts';
import type { Document } from '../../../../shared/domain/document.ts';
import type { MenuItem } from '../../components/ui/Menu.tsx';
import { askName } from '../../components/ui/NameDialog.tsx';
import { t } from '../../i18n/i18n.ts';
import { newChat } from '../chat/chatActions.ts';
import { askNewMatrix } from '../matrices/newMatrixStore.ts';
import { openDocument } from '../reader/openDocument.ts';
import { cancel, copyBibtex, editDetails, exportBibtex, purge, restore, retry, reveal, trash } from './documentActions.ts';
import { canCancel, canRetry } from './documentStatus.ts';
import { documentById } from './libraryStore.ts';
import { useLibraryView } from './libraryView.ts';
import { assign, childrenOf, createCollection, createTag, label, useOrganisation } from './organisation.ts';
import { useSelection } from './selection.ts';

/** What can be done with the chosen papers. */
export function selectionMenu(): MenuItem[] {
  const documents = [...useSelection.getState().ids].flatMap((id) => documentById(id) ?? []);
  return documents.length === 0 ? [] : documentMenu(documents);
}

export function documentMenu(documents: Document[]): MenuItem[] {
  const ids = documents.map(({ id }) => id);
  const [first] = ids as [string];
  if (documents.every(({ deletedAt }) => deletedAt !== null))
    return [
      { text: t('library:menu.restore'), icon: Undo2, onSelect: () => void restore(ids) },
      { text: t('library:menu.purge'), icon: X, danger: true, shortcut: 'Del', onSelect: () => void purge(ids) },
    ];
  const single = documents.length === 1;
  const retriable = documents.filter(canRetry).map(({ id }) => id);
  const working = documents.filter(canCancel).map(({ id }) => id);
  return [
    ...(single ? [{ text: t('library:menu.open'), icon: FileText, shortcut: 'Enter', onSelect: () => openDocument(first) }] : []),
    { text: t('library:menu.edit'), icon: Pencil, shortcut: 'F2', onSelect: editDetails },
    {
      text: t('library:menu.ask', { count: ids.length }),
      icon: MessageSquareText,
      onSelect: () => newChat({ ...wholeLibrary, documentIds: ids }),
    },
    { text: t('library:menu.matrix'), icon: Table2, onSelect: () => askNewMatrix(ids) },
    { type: 'separator' },
    { type: 'sub', text: t('library:menu.collections'), icon: FolderPlus, items: collectionItems(documents) },
    { type: 'sub', text: t('library:menu.tags'), icon: TagIcon, items: tagItems(documents) },
    ...takeOut(ids),
    { type: 'separator' },
    ...(single ? [{ text: t('library:menu.reveal'), icon: FolderOpen, onSelect: () => void reveal(first) }] : []),
    { text: t('library:menu.copyTitle', { count: ids.length }), icon: Copy, onSelect: () => void copyTitles(documents) },
    { text: t('library:menu.copyBibtex'), icon: Quote, onSelect: () => void copyBibtex(ids) },
    {
      text: t('library:menu.exportBibtex'),
      icon: Download,
      onSelect: () => void exportBibtex({ ...wholeLibrary, documentIds: ids }),
    },
    ...(retriable.length > 0 ? [{ text: t('library:menu.retry'), icon: RotateCcw, onSelect: () => void retry(retriable) }] : []),
    ...(working.length > 0 ? [{ text: t('library:menu.cancel'), icon: Square, onSelect: () => void cancel(working) }] : []),
    { type: 'separator' },
    { text: t('library:menu.trash'), icon: Trash2, danger: true, shortcut: 'Del', onSelect: () => void trash(ids) },
  ];
}

/** Ticked where all of the papers are in it; choosing it puts all in, or takes all out. */
export function collectionItems(documents: Document[]): MenuItem[] {
  const ids = documents.map(({ id }) => id);
  const { collections } = useOrganisation.getState();
  const items = (parentId: string | null, indent: string): MenuItem[] =>
    childrenOf(collections, parentId).flatMap(({ id, name }) => {
      const checked = documents.every((document) => document.collectionIds.includes(id));
      return [{ text: indent + name, checked, onSelect: () => void assign(id, ids, !checked) }, ...items(id, `${indent}   `)];
    });
  const create = async () => {
    const name = await askName(t('sidebar:newCollection'));
    const made = name === null ? null : await createCollection(name);
    if (made) await assign(made.id, ids, true);
  };
  return withNew(items(null, ''), t('library:menu.newCollection'), create);
}

export function tagItems(documents: Document[]): MenuItem[] {
  const ids = documents.map(({ id }) => id);
  const items = useOrganisation.getState().tags.map(({ id, name, color }): MenuItem => {
    const checked = documents.every((document) => document.tagIds.includes(id));
    return { text: name, dot: color, checked, onSelect: () => void label(id, ids, !checked) };
  });
  const create = async () => {
    const name = await askName(t('sidebar:newTag'));
    const made = name === null ? null : await createTag(name, 'blue');
    if (made) await label(made.id, ids, true);
  };
  return withNew(items, t('library:menu.newTag'), create);
}

function withNew(items: MenuItem[], text: string, create: () => Promise<void>): MenuItem[] {
  return [...items, ...(items.length > 0 ? [{ type: 'separator' } as const] : []), { text, onSelect: () => void create() }];
}

/** In a collection, papers can be taken out of it. */
function takeOut(ids: string[]): MenuItem[] {
  const { place } = useLibraryView.getState();
  if (place.kind !== 'collection') return [];
  return [{ text: t('library:menu.takeOut'), icon: FolderInput, onSelect: () => void assign(place.id, ids, false) }];
}

function copyTitles(documents: Document[]): Promise<void> {
  return navigator.clipboard.writeText(documents.map(({ title }) => title).join('\n'));
}
