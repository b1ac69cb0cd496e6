import { useEffect } from 'react';
import { LiveRegion } from '../components/LiveRegion.tsx';
import { ConfirmDialog } from '../components/ui/Confirm.tsx';
import { Toasts } from '../components/ui/Toasts.tsx';
import { TooltipProvider } from '../components/ui/Tooltip.tsx';
import { followChats } from '../features/chat/chatActions.ts';
import { followLibrary } from '../features/library/libraryStore.ts';
import { followCommands } from './commands.ts';
import { DropZone } from './DropZone.tsx';
import { Shell } from './Shell.tsx';

export function App() {
  useEffect(followLibrary, []);
  useEffect(followChats, []);
  useEffect(followCommands, []);
  return (
    <TooltipProvider delayDuration={500}>
      <Shell />
      <DropZone />
      <ConfirmDialog />
      <Toasts />
      <LiveRegion />
    </TooltipProvider>
  );
}
