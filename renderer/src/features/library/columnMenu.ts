import type { MenuItem } from '../../components/ui/Menu.tsx';
import { t } from '../../i18n/i18n.ts';
import { moveColumn, resetColumns, showColumn, sortBy, useColumns } from './columns.ts';

/** Which columns are shown, where, and what the table is sorted by. */
export function columnMenu(): MenuItem[] {
  const { columns, sort } = useColumns.getState();
  const shown = columns.filter((one) => one.shown);
  const name = (id: (typeof columns)[number]['id']) => t(`library:columns.${id}`);
  return [
    { type: 'label', text: t('library:columnMenu.show') },
    ...columns.map(
      ({ id, shown }): MenuItem => ({
        text: name(id),
        checked: shown,
        // A table without titles would be of no use.
        disabled: id === 'title',
        onSelect: () => showColumn(id, !shown),
      }),
    ),
    { type: 'separator' },
    {
      type: 'sub',
      text: t('library:columnMenu.sort'),
      items: columns.map(({ id }) => ({ text: name(id), checked: sort.column === id, onSelect: () => sortBy(id) })),
    },
    {
      type: 'sub',
      text: t('library:columnMenu.moveLeft'),
      items: shown.slice(1).map(({ id }, before) => ({
        text: name(id),
        onSelect: () => moveColumn(id, (shown[before] as (typeof shown)[number]).id),
      })),
    },
    { text: t('library:columnMenu.reset'), onSelect: resetColumns },
  ];
}
