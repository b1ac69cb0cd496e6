import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export type StripTab = 'pages' | 'outline';

interface Strip {
  open: boolean;
  tab: StripTab;
}

/** The strip beside the pages stays as the person left it. */
export const useStrip = create<Strip>()(persist((): Strip => ({ open: false, tab: 'pages' }), { name: 'reader-strip' }));

export function toggleStrip(): void {
  useStrip.setState(({ open }) => ({ open: !open }));
}

export function showTab(tab: StripTab): void {
  useStrip.setState({ tab });
}
