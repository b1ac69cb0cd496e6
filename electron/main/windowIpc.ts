import { type BrowserWindow, dialog, type IpcMainInvokeEvent } from 'electron';
import type { Engine } from '../../engine/Engine.ts';
import type { EventFrame, RequestResult } from '../../shared/api/desktop.ts';
import { channels } from '../../shared/api/desktopChannels.ts';
import { FileGrants } from './fileGrants.ts';
import { type Caller, IpcRouter } from './ipcRouter.ts';

/** Connects one window: its requests to the engine, the engine's events to it. */
export class WindowIpc {
  readonly #window: BrowserWindow;
  readonly #router: IpcRouter;
  readonly #unsubscribe: () => void;

  constructor(window: BrowserWindow, engine: Engine, origin: string) {
    this.#window = window;
    const options = { engine, grants: new FileGrants(), origin, choosePdfs: () => choosePdfs(window) };
    this.#router = new IpcRouter(options);
    // A page that is loaded anew or has crashed no longer waits for what it asked.
    window.webContents.on('did-navigate', () => this.#router.abandon());
    window.webContents.on('render-process-gone', () => this.#router.abandon());
    this.#unsubscribe = engine.events.subscribe((event) => this.#send({ type: 'hub', event }));
  }

  request(event: IpcMainInvokeEvent, frame: unknown): Promise<RequestResult> {
    return this.#router.request(this.#caller(event), frame);
  }

  grant(event: IpcMainInvokeEvent, path: unknown): string {
    return this.#router.grant(this.#caller(event), path);
  }

  dispose(): void {
    this.#unsubscribe();
    this.#router.abandon();
  }

  #caller({ senderFrame, sender }: IpcMainInvokeEvent): Caller {
    return {
      origin: senderFrame?.origin ?? null,
      isMainFrame: senderFrame !== null && senderFrame === sender.mainFrame,
      send: (frame) => this.#send(frame),
    };
  }

  #send(frame: EventFrame): void {
    if (!this.#window.isDestroyed()) this.#window.webContents.send(channels.event, frame);
  }
}

async function choosePdfs(window: BrowserWindow): Promise<string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Add PDFs',
    buttonLabel: 'Add',
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
    // Only macOS can offer files and folders in one dialog; a folder can be dropped anywhere.
    properties: ['openFile', 'multiSelections', ...(process.platform === 'darwin' ? (['openDirectory'] as const) : [])],
  });
  return canceled ? [] : filePaths;
}
