import { MessageSquareText, Palette, Pencil, Trash2 } from 'lucide-react';
import { type Tag, tagColors, wholeLibrary } from '../../../../shared/domain/collection.ts';
import { confirm } from '../../components/ui/Confirm.tsx';
import type { MenuItem } from '../../components/ui/Menu.tsx';
import { askName } from '../../components/ui/NameDialog.tsx';
import { t } from '../../i18n/i18n.ts';
import { newChat } from '../chat/chatActions.ts';
import { toggleTag, useLibraryView } from '../library/libraryView.ts';
import { changeTag, removeTag } from '../library/organisation.ts';

export function tagMenu(tag: Tag): MenuItem[] {
  const { id, color } = tag;
  return [
    { text: t('sidebar:rename'), icon: Pencil, shortcut: 'F2', onSelect: () => void renameTag(tag) },
    {
      type: 'sub',
      text: t('sidebar:color'),
      icon: Palette,
      items: tagColors.map((one) => ({
        text: t(`sidebar:colors.${one}`),
        dot: one,
        checked: one === color,
        onSelect: () => void changeTag(id, { color: one }),
      })),
    },
    {
      text: t('sidebar:askTag'),
      icon: MessageSquareText,
      onSelect: () => newChat({ ...wholeLibrary, tagIds: [id] }),
    },
    { type: 'separator' },
    { text: t('sidebar:delete'), icon: Trash2, danger: true, shortcut: 'Del', onSelect: () => void deleteTag(tag) },
  ];
}

export async function renameTag({ id, name }: Tag): Promise<void> {
  const changed = await askName(t('sidebar:renameTag'), name);
  if (changed !== null && changed !== name) await changeTag(id, { name: changed });
}

export async function deleteTag({ id, name }: Tag): Promise<void> {
  const title = t('sidebar:deleteTag.title', { name });
  if (!(await confirm({ title, text: t('sidebar:deleteTag.text'), action: t('sidebar:delete'), danger: true }))) return;
  if ((await removeTag(id)) && useLibraryView.getState().tagIds.includes(id)) toggleTag(id);
}
