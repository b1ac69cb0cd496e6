import { join } from 'node:path';
import { app, protocol, session } from 'electron';
import pino from 'pino';
import { appOrigin, appScheme, pdfScheme } from '../../shared/api/desktopChannels.ts';
import { AppWindows } from './AppWindows.ts';
import { appHandler } from './appProtocol.ts';
import { closeSession } from './closeSession.ts';
import { type HostConfig, profileDir } from './config.ts';
import { measureEventLoopDelay } from './eventLoopDelay.ts';
import { followSleep } from './followSleep.ts';
import type { GivenFiles } from './GivenFiles.ts';
import { HostEvents } from './HostEvents.ts';
import { setMenu } from './menu.ts';
import { openEngine } from './openEngine.ts';
import { pdfHandler } from './pdfProtocol.ts';
import { closeOnQuit } from './quit.ts';
import { openSettings } from './settings/openSettings.ts';
import { openUpdates } from './updates/openUpdates.ts';

const built = import.meta.dirname;
/** In development the renderer comes from Vite's server; a packaged app knows only its own files. */
const devUrl = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;
const page = { url: devUrl ?? `${appOrigin}/index.html`, origin: devUrl ? new URL(devUrl).origin : appOrigin };

/** Builds the desktop: settings → engine → window. */
export async function startHost(config: HostConfig, given: GivenFiles): Promise<void> {
  const { dataDir } = config;
  const log = pino({ level: config.engine.HUB_LOG_LEVEL }, pino.destination({ dest: 2, sync: false }));
  const stopMeasuring = config.measure ? measureEventLoopDelay(log.child({}, { level: 'info' })) : () => undefined;
  const resources = join(app.isPackaged ? process.resourcesPath : app.getAppPath(), 'resources');
  const events = new HostEvents();
  const settings = await openSettings(dataDir, events, log);
  // The window loads while the engine opens; what it asks meanwhile waits.
  const opening = openEngine(config, settings, resources, log);
  const close = closeOnQuit(async (timeoutMs) => {
    stopMeasuring();
    await (await opening).close(timeoutMs);
  }, log);
  const beforeInstall = async () => {
    await close();
    // The new version is started before this one has ended.
    app.releaseSingleInstanceLock();
  };
  const updates = await openUpdates({ settings, events, log, beforeInstall });

  closeSession(session.defaultSession);
  protocol.handle(appScheme, appHandler(join(built, '../renderer')));
  protocol.handle(pdfScheme, async (request) => pdfHandler((await opening).engine, page.origin)(request));

  const modelsDir = join(dataDir, 'models');
  const services = opening.then(({ engine }) => ({ engine, settings, updates, dataDir, modelsDir }));
  const preload = join(built, '../preload/index.cjs');
  const icon = join(resources, 'icons/icon-512.png');
  const windows = new AppWindows({ ...page, preload, icon, profileDir: profileDir(dataDir), services, events, log });
  // An engine that does not open ends the app, below.
  const show = () => windows.show().catch(() => undefined);
  setMenu(async (command) => {
    await show();
    events.publish({ type: 'command', command });
  });
  void show();
  app.on('open-file', show);
  app.on('second-instance', show);
  app.on('activate', show);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });

  const { engine } = await opening;
  await followSleep(engine, settings, join(profileDir(dataDir), 'paused-in-sleep'), log);
  given.addTo(engine, events, log);
}
