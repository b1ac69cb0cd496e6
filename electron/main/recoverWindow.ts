import { type BrowserWindow, dialog } from 'electron';
import type { Logger } from '../../engine/ports/Logger.ts';
import { strings } from './strings.ts';

/** A window that stops more often within this time is not loaded again by itself. */
const soonMs = 60_000;
const atMost = 3;

/** Loads a window again whose process has ended; one that keeps ending asks first. */
export function recoverWindow(window: BrowserWindow, options: { log: Logger; onRecover: () => void; quit: () => void }): void {
  let stops: number[] = [];
  const again = () => {
    window.webContents.once('did-finish-load', options.onRecover);
    // Not within this event: Electron crashes when a page is loaded there (seen with 42).
    setImmediate(() => window.isDestroyed() || window.webContents.reload());
  };
  window.webContents.on('render-process-gone', async (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    options.log.error({ reason, exitCode }, 'the window’s process ended');
    stops = [...stops.filter((at) => at > Date.now() - soonMs), Date.now()];
    if (stops.length <= atMost) return again();
    const { title, detail, again: show, quit } = strings.windowCrashes;
    const { response } = await dialog.showMessageBox({
      type: 'error',
      message: title,
      detail,
      buttons: [show, quit],
      cancelId: 1,
    });
    if (response === 1 || window.isDestroyed()) return options.quit();
    stops = [];
    again();
  });
}
