import { useEffect } from 'react';
import { LiveRegion } from '../components/LiveRegion.tsx';
import { ConfirmDialog } from '../components/ui/Confirm.tsx';
import { NameDialog } from '../components/ui/NameDialog.tsx';
import { Toasts } from '../components/ui/Toasts.tsx';
import { TooltipProvider } from '../components/ui/Tooltip.tsx';
import { followActivity } from '../features/activity/activityStore.ts';
import { followChats } from '../features/chat/chatActions.ts';
import { FirstRun } from '../features/firstRun/FirstRun.tsx';
import { followFirstRun } from '../features/firstRun/firstRunStore.ts';
import { followGivenFiles } from '../features/library/addPapers.ts';
import { followLibrary } from '../features/library/libraryStore.ts';
import { followOrganisation } from '../features/library/organisation.ts';
import { followMatrices } from '../features/matrices/matricesStore.ts';
import { NewMatrixDialog } from '../features/matrices/NewMatrixDialog.tsx';
import { followDuplicates } from '../features/related/followDuplicates.ts';
import { InstallDialog } from '../features/settings/models/InstallDialog.tsx';
import { followSettings } from '../features/settings/settingsStore.ts';
import { followUpdates } from '../features/settings/updatesStore.ts';
import { ShortcutHelp } from '../features/shortcuts/ShortcutHelp.tsx';
import { loadBehind } from './CenterPane.tsx';
import { followCommands } from './commands.ts';
import { DropZone } from './DropZone.tsx';
import { followRecovery } from './followRecovery.ts';
import { Shell } from './Shell.tsx';

export function App() {
  useEffect(followLibrary, []);
  useEffect(followChats, []);
  useEffect(followOrganisation, []);
  useEffect(followMatrices, []);
  useEffect(followActivity, []);
  useEffect(followDuplicates, []);
  useEffect(followCommands, []);
  useEffect(followGivenFiles, []);
  useEffect(followRecovery, []);
  useEffect(followSettings, []);
  useEffect(followUpdates, []);
  useEffect(followFirstRun, []);
  useEffect(loadBehind, []);
  return (
    <TooltipProvider delayDuration={500}>
      <Shell />
      <FirstRun />
      <ShortcutHelp />
      <DropZone />
      <InstallDialog />
      <ConfirmDialog />
      <NewMatrixDialog />
      <NameDialog />
      <Toasts />
      <LiveRegion />
    </TooltipProvider>
  );
}
