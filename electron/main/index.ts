import { join } from 'node:path';
import { app, type BrowserWindow, dialog, ipcMain, nativeTheme, protocol, session } from 'electron';
import pino from 'pino';
import { appOrigin, appScheme, channels, pdfScheme } from '../../shared/api/desktopChannels.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import { appHandler } from './appProtocol.ts';
import { openAppWindow } from './appWindow.ts';
import { type HostConfig, profileDir, readConfig } from './config.ts';
import { measureEventLoopDelay } from './eventLoopDelay.ts';
import { HostEvents } from './HostEvents.ts';
import { setMenu } from './menu.ts';
import { openEngine } from './openEngine.ts';
import { pdfHandler } from './pdfProtocol.ts';
import { closeOnQuit } from './quit.ts';
import { systemVault } from './settings/KeyVault.ts';
import { Settings } from './settings/Settings.ts';
import { SettingsFile } from './settings/SettingsFile.ts';
import { noUpdates } from './updates/noUpdates.ts';
import { WindowIpc } from './windowIpc.ts';

/** The desktop host: settings → engine → window. */

const built = import.meta.dirname;
/** In development the renderer comes from Vite's server; a packaged app knows only its own files. */
const devUrl = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;
const page = { url: devUrl ?? `${appOrigin}/index.html`, origin: devUrl ? new URL(devUrl).origin : appOrigin };

protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  { scheme: pdfScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true } },
]);

run().catch((error) => {
  const { message, action } = AppError.from(error);
  dialog.showErrorBox(message, action);
  app.exit(1);
});

async function run(): Promise<void> {
  const config = readConfig(process.argv, process.env);
  app.setPath('userData', profileDir(config.dataDir));
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  await app.whenReady();
  await start(config);
}

async function start(config: HostConfig): Promise<void> {
  const log = pino({ level: config.engine.HUB_LOG_LEVEL }, pino.destination({ dest: 2, sync: false }));
  const stopMeasuring = config.measure ? measureEventLoopDelay(log.child({}, { level: 'info' })) : () => undefined;
  const resources = app.isPackaged ? process.resourcesPath : app.getAppPath();
  const events = new HostEvents();
  const settings = await Settings.open(new SettingsFile(join(config.dataDir, 'settings.json'), log), systemVault, log);
  nativeTheme.themeSource = settings.values.theme;
  settings.onChange((shown) => {
    nativeTheme.themeSource = shown.theme;
    events.publish({ type: 'settings.changed', settings: shown });
  });
  const updates = noUpdates('This build does not update itself.');
  // The window loads while the engine opens; what it asks meanwhile waits.
  const opening = openEngine(config, settings, join(resources, 'resources'), log);
  const modelsDir = join(config.dataDir, 'models');
  const services = opening.then(({ engine }) => ({ engine, settings, updates, dataDir: config.dataDir, modelsDir }));
  // An engine that does not open ends the app, below.
  services.catch(() => undefined);
  closeOnQuit(async (timeoutMs) => {
    stopMeasuring();
    await (await opening).close(timeoutMs);
  }, log);

  // Copying what a page shows is all it may do.
  const allowed = (permission: string) => permission === 'clipboard-sanitized-write';
  session.defaultSession.setPermissionRequestHandler((_contents, permission, decide) => decide(allowed(permission)));
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => allowed(permission));
  protocol.handle(appScheme, appHandler(join(built, '../renderer')));
  protocol.handle(pdfScheme, async (request) => pdfHandler((await opening).engine, page.origin)(request));

  setMenu();
  const windows = new Map<number, Promise<WindowIpc>>();
  ipcMain.handle(channels.request, async (event, frame) => (await windows.get(event.sender.id))?.request(event, frame));
  ipcMain.handle(channels.grant, async (event, path) => (await windows.get(event.sender.id))?.grant(event, path));

  const open = (): BrowserWindow => {
    const window = openAppWindow({ url: page.url, preload: join(built, '../preload/index.cjs') });
    const { id } = window.webContents;
    const ipc = services.then((host) => new WindowIpc(window, host, { origin: page.origin, events }));
    windows.set(id, ipc);
    window.once('closed', () => {
      windows.delete(id);
      ipc.then((open) => open.dispose()).catch(() => undefined);
    });
    ipc.catch(() => undefined);
    return window;
  };
  let window = open();
  const show = () => {
    if (window.isDestroyed()) window = open();
    if (window.isMinimized()) window.restore();
    window.focus();
  };
  app.on('second-instance', show);
  app.on('activate', show);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  await opening;
}
