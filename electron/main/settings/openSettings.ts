import { join } from 'node:path';
import { nativeTheme } from 'electron';
import type { Logger } from '../../../engine/ports/Logger.ts';
import type { HostEvents } from '../HostEvents.ts';
import { systemVault } from './KeyVault.ts';
import { Settings } from './Settings.ts';
import { SettingsFile } from './SettingsFile.ts';

/** The settings of a data folder; the system's theme and the windows follow them. */
export async function openSettings(dataDir: string, events: HostEvents, log: Logger): Promise<Settings> {
  const settings = await Settings.open(new SettingsFile(join(dataDir, 'settings.json'), log), systemVault, log);
  nativeTheme.themeSource = settings.values.theme;
  settings.onChange((shown) => {
    nativeTheme.themeSource = shown.theme;
    events.publish({ type: 'settings.changed', settings: shown });
  });
  return settings;
}
