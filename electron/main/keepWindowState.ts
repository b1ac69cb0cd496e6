import { writeFileSync } from 'node:fs';
import { app, type BrowserWindow } from 'electron';
import type { WindowState } from './windowState.ts';

const settleMs = 500;

/** Keeps where a window is whenever that changes, and when the app is about to quit, which may be before it has settled. */
export function keepWindowState(window: BrowserWindow, path: string): void {
  let timer: NodeJS.Timeout | undefined;
  const keep = () => {
    clearTimeout(timer);
    if (window.isDestroyed()) return;
    const state: WindowState = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    try {
      writeFileSync(path, JSON.stringify(state));
    } catch {
      // A place that cannot be kept is no loss worth a word.
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, settleMs);
  };
  for (const event of ['resize', 'move', 'maximize', 'unmaximize'] as const) window.on(event as 'resize', soon);
  window.on('close', keep);
  app.on('before-quit', keep);
  window.on('closed', () => app.off('before-quit', keep));
}
