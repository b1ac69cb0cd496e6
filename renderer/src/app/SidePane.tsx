import { PanelRightClose } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../components/ui/Button.tsx';
import { Tabs } from '../components/ui/Tabs.tsx';
import { ChatPane } from '../features/chat/ChatPane.tsx';
import { DetailsPane } from '../features/details/DetailsPane.tsx';
import { NotesPane } from '../features/reader/notes/NotesPane.tsx';
import { shortcutOf } from './commands.ts';
import { showSide, toggleSide, useView } from './viewStore.ts';

/** Chat beside what is read, the chosen paper's details, and its notes. */
export function SidePane() {
  const { t } = useTranslation();
  const side = useView((state) => state.side);
  return (
    <Tabs
      value={side}
      onChange={showSide}
      label={t('sidePanel')}
      tabs={[
        { value: 'chat', text: t('tabs.chat'), content: <ChatPane /> },
        { value: 'details', text: t('tabs.details'), content: <DetailsPane /> },
        { value: 'notes', text: t('tabs.notes'), content: <NotesPane /> },
      ]}
      actions={
        <IconButton
          data-toggles="side"
          icon={PanelRightClose}
          label={t('hideSide')}
          shortcut={shortcutOf('toggleSide')}
          onClick={toggleSide}
        />
      }
    />
  );
}
