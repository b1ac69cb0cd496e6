import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/ui/Dialog.tsx';
import { useCommand } from '../../hooks/useCommand.ts';
import { ShortcutTable } from './ShortcutTable.tsx';

/** The shortcuts over whatever is on the screen; the same key puts them away. */
export function ShortcutHelp() {
  const { t } = useTranslation('commands');
  const [open, setOpen] = useState(false);
  useCommand('shortcuts', () => setOpen(!open));
  return (
    <Dialog open={open} onOpenChange={setOpen} title={t('title')}>
      <ShortcutTable />
    </Dialog>
  );
}
