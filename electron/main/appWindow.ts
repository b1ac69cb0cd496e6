import { BrowserWindow, nativeTheme, screen, type WebContents } from 'electron';
import { keepWindowState } from './keepWindowState.ts';
import { readWindowState } from './windowState.ts';

const background = () => (nativeTheme.shouldUseDarkColors ? '#1b1c1f' : '#ffffff');

/** Opens the app's window where it was last: sandboxed, isolated, and closed to navigation, new windows and embedded pages. */
export function openAppWindow(options: { url: string; preload: string; icon: string; statePath: string }): BrowserWindow {
  const state = readWindowState(options.statePath, screen.getAllDisplays());
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    useContentSize: true,
    minWidth: 900,
    minHeight: 480,
    show: false,
    backgroundColor: background(),
    autoHideMenuBar: true,
    // Linux shows this one; elsewhere it is the executable's.
    icon: options.icon,
    webPreferences: {
      preload: options.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (state) window.setBounds(state.bounds);
  if (state?.maximized) window.maximize();
  keepWindowState(window, options.statePath);
  keepOnPage(window.webContents);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(options.url);
  return window;
}

function keepOnPage(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
