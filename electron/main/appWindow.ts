import { BrowserWindow, nativeTheme, type WebContents } from 'electron';

const background = () => (nativeTheme.shouldUseDarkColors ? '#1b1c1f' : '#ffffff');

/** Opens the app's window: sandboxed, isolated, and closed to navigation, new windows and embedded pages. */
export function openAppWindow(options: { url: string; preload: string }): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    useContentSize: true,
    minWidth: 720,
    minHeight: 480,
    show: false,
    backgroundColor: background(),
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  keepOnPage(window.webContents);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(options.url);
  return window;
}

function keepOnPage(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
