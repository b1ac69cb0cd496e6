import { PanelLeftClose } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../components/ui/Button.tsx';
import { shortcutOf } from './commands.ts';
import { toggleSidebar } from './viewStore.ts';

/** The sidebar's own line among the headers of the panes. */
export function SidebarHead() {
  const { t } = useTranslation();
  return (
    <header className="flex h-11 shrink-0 items-center justify-between pr-2 pl-4">
      <span className="truncate font-semibold text-sm">{t('appName')}</span>
      <IconButton
        data-toggles="sidebar"
        icon={PanelLeftClose}
        label={t('hideSidebar')}
        shortcut={shortcutOf('toggleSidebar')}
        onClick={toggleSidebar}
      />
    </header>
  );
}
