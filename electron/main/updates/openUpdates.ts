import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import type { Logger } from '../../../engine/ports/Logger.ts';
import { testBuildMarker } from '../../../shared/config/testBuild.ts';
import type { HostEvents } from '../HostEvents.ts';
import type { Settings } from '../settings/Settings.ts';
import { AppUpdates } from './AppUpdates.ts';
import { noUpdates } from './noUpdates.ts';
import type { Updates } from './Updates.ts';

const firstLookMs = 30_000;
const lookEveryMs = 6 * 3_600_000;

/** For tests of the updates: a feed's configuration, taken by apps that are not packaged only. */
const testConfig = app.isPackaged ? undefined : process.env.HUB_UPDATE_CONFIG;

/** This build's updates; while the settings say so they are looked for by themselves. `beforeInstall` ends the app's work. */
export async function openUpdates(options: {
  settings: Settings;
  events: HostEvents;
  log: Logger;
  beforeInstall: () => Promise<void>;
}): Promise<Updates> {
  const { settings, events, log, beforeInstall } = options;
  const reason = whyNot();
  if (reason !== null) return noUpdates(reason);
  const { default: electronUpdater } = await import('electron-updater');
  const updater = electronUpdater.autoUpdater;
  if (testConfig) {
    updater.forceDevUpdateConfig = true;
    updater.updateConfigPath = testConfig;
  }
  const onChange = (updates: Updates['state']) => events.publish({ type: 'updates.changed', updates });
  const updates = new AppUpdates({ updater, log, onChange, beforeInstall });
  const look = () => {
    if (settings.values.updates) void updates.check();
  };
  setTimeout(look, firstLookMs).unref();
  setInterval(look, lookEveryMs).unref();
  return updates;
}

/** Why this build does not update itself; null when it does. */
function whyNot(): string | null {
  if (testConfig) return null;
  if (!app.isPackaged) return 'Builds for development do not update themselves.';
  if (existsSync(join(process.resourcesPath, testBuildMarker)))
    return 'This is a test build with an unofficial Electron. It does not update itself.';
  if (!existsSync(join(process.resourcesPath, 'app-update.yml'))) return 'This build names no place to look for updates.';
  if (process.platform === 'linux' && !process.env.APPIMAGE)
    return 'This copy was not started from an AppImage, so it cannot replace itself. Get newer versions where it came from.';
  return null;
}
