import { join } from 'node:path';
import { app, type BrowserWindow, ipcMain } from 'electron';
import type { Logger } from '../../engine/ports/Logger.ts';
import { channels } from '../../shared/api/desktopChannels.ts';
import { openAppWindow } from './appWindow.ts';
import type { HostEvents } from './HostEvents.ts';
import type { HostServices } from './hostRoutes/HostHandlers.ts';
import { recoverWindow } from './recoverWindow.ts';
import { WindowIpc } from './windowIpc.ts';

export interface AppWindowsOptions {
  url: string;
  /** Origin of the app's pages: only they may ask. */
  origin: string;
  preload: string;
  icon: string;
  /** Where Chromium keeps its files, and the window's place. */
  profileDir: string;
  /** There once the engine is open; what windows ask meanwhile waits. */
  services: Promise<HostServices>;
  events: HostEvents;
  log: Logger;
}

/** The app's window, opened anew when it is wanted and gone. */
export class AppWindows {
  readonly #options: AppWindowsOptions;
  readonly #connected = new Map<number, Promise<WindowIpc>>();
  #window: BrowserWindow | undefined;

  constructor(options: AppWindowsOptions) {
    this.#options = options;
    const of = ({ sender }: Electron.IpcMainInvokeEvent) => this.#connected.get(sender.id);
    ipcMain.handle(channels.request, async (event, frame) => (await of(event))?.request(event, frame));
    ipcMain.handle(channels.grant, async (event, path) => (await of(event))?.grant(event, path));
  }

  /** Brings the window to the front; resolves when it hears the host's events. */
  async show(): Promise<void> {
    if (!this.#window || this.#window.isDestroyed()) this.#window = this.#open();
    else {
      if (this.#window.isMinimized()) this.#window.restore();
      this.#window.focus();
    }
    await this.#connected.get(this.#window.webContents.id);
  }

  #open(): BrowserWindow {
    const { url, preload, icon, profileDir, services, events, origin, log } = this.#options;
    const window = openAppWindow({ url, preload, icon, statePath: join(profileDir, 'window.json') });
    const { id } = window.webContents;
    const ipc = services.then((host) => new WindowIpc(window, host, { origin, events }));
    // An engine that does not open ends the app.
    ipc.catch(() => undefined);
    this.#connected.set(id, ipc);
    window.once('closed', () => {
      this.#connected.delete(id);
      ipc.then((open) => open.dispose()).catch(() => undefined);
    });
    recoverWindow(window, { log, onRecover: () => events.publish({ type: 'window.recovered' }), quit: () => app.quit() });
    return window;
  }
}
