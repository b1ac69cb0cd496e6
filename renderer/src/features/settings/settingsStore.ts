import { create } from 'zustand';
import type { HostRouteInput, SettingsShown } from '../../../../shared/api/desktop.ts';
import { hub } from '../../api/windowHub.ts';
import { told } from '../../components/ui/Toasts.tsx';

/** What the person chose in this installation; null until the host has told. */
export const useSettings = create<{ settings: SettingsShown | null }>(() => ({ settings: null }));

/** Begins to follow the settings. Returns the way to stop. */
export function followSettings(): () => void {
  const stop = hub.onHostEvent((event) => {
    if (event.type === 'settings.changed') useSettings.setState({ settings: event.settings });
  });
  void told(async () => useSettings.setState({ settings: await hub.host('settings.get', {}) }));
  return stop;
}

/** Keeps a change at once; what goes wrong is told. Returns whether it is kept. */
export function changeSettings(change: HostRouteInput<'settings.set'>): Promise<boolean> {
  return told(async () => useSettings.setState({ settings: await hub.host('settings.set', change) }));
}
