import { useTranslation } from 'react-i18next';
import { ShortcutTable } from '../../shortcuts/ShortcutTable.tsx';
import { Group } from '../parts.tsx';

export function ShortcutsSection() {
  const { t } = useTranslation('settings');
  return (
    <Group title={t('sections.shortcuts')}>
      <ShortcutTable />
    </Group>
  );
}
