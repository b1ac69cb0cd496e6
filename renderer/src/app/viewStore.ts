import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** What the middle pane shows. */
export type Center = 'library' | 'reader' | 'search' | 'matrices' | 'missing' | 'activity' | 'settings';
/** What the right pane shows. */
export type Side = 'chat' | 'details' | 'notes';

interface ViewStore {
  center: Center;
  side: Side;
  sideOpen: boolean;
  sidebarOpen: boolean;
}

/** The arrangement of the window; panes stay as the person left them. */
export const useView = create<ViewStore>()(
  persist((): ViewStore => ({ center: 'library', side: 'chat', sideOpen: true, sidebarOpen: true }), {
    name: 'view',
    partialize: ({ side, sideOpen, sidebarOpen }) => ({ side, sideOpen, sidebarOpen }),
  }),
);

export function showCenter(center: Center): void {
  useView.setState({ center });
}

/** Opens the right pane on this. */
export function showSide(side: Side): void {
  useView.setState({ side, sideOpen: true });
}

export function toggleSide(): void {
  useView.setState(({ sideOpen }) => ({ sideOpen: !sideOpen }));
}

export function toggleSidebar(): void {
  useView.setState(({ sidebarOpen }) => ({ sidebarOpen: !sidebarOpen }));
}
