import { create } from 'zustand';
import { showCenter } from '../../app/viewStore.ts';

export const sections = [
  'models',
  'device',
  'library',
  'scans',
  'appearance',
  'privacy',
  'updates',
  'shortcuts',
  'about',
] as const;
export type Section = (typeof sections)[number];

/** The section that is open; it stays so while the app runs. */
export const useSection = create<{ section: Section }>(() => ({ section: 'models' }));

export function showSection(section: Section): void {
  useSection.setState({ section });
}

/** Opens the settings at a section, from anywhere. */
export function openSettings(section: Section): void {
  showSection(section);
  showCenter('settings');
}
