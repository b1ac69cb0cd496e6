import { appHandlers } from './appHandlers.ts';
import { fileHandlers } from './fileHandlers.ts';
import type { HostHandlers, HostServices, HostWindow } from './HostHandlers.ts';
import { settingsHandlers } from './settingsHandlers.ts';

/** What the host answers one window; `host.cancel` is its router's. */
export function windowHandlers(host: HostServices, window: HostWindow): Omit<HostHandlers, 'host.cancel'> {
  return { ...fileHandlers(host, window), ...appHandlers(host), ...settingsHandlers(host, window) };
}
