import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';
import type { EventFrame, RequestResult } from '../../shared/api/desktop.ts';
import { channels } from '../../shared/api/desktopChannels.ts';
import { FileGrants } from './fileGrants.ts';
import type { HostEvents } from './HostEvents.ts';
import type { HostServices } from './hostRoutes/HostHandlers.ts';
import { windowHandlers } from './hostRoutes/windowHandlers.ts';
import { type Caller, IpcRouter } from './ipcRouter.ts';

/** Connects one window: its requests to the engine and the host, their events to it. */
export class WindowIpc {
  readonly #window: BrowserWindow;
  readonly #router: IpcRouter;
  readonly #unsubscribe: (() => void)[];

  constructor(window: BrowserWindow, host: HostServices, options: { origin: string; events: HostEvents }) {
    this.#window = window;
    const grants = new FileGrants();
    const handlers = windowHandlers(host, { window, grants });
    this.#router = new IpcRouter({ engine: host.engine, grants, origin: options.origin, host: handlers });
    // A page that is loaded anew or has crashed no longer waits for what it asked.
    window.webContents.on('did-navigate', () => this.#router.abandon());
    window.webContents.on('render-process-gone', () => this.#router.abandon());
    this.#unsubscribe = [
      host.engine.events.subscribe((event) => this.#send({ type: 'hub', event })),
      options.events.subscribe((event) => this.#send({ type: 'host', event })),
    ];
  }

  request(event: IpcMainInvokeEvent, frame: unknown): Promise<RequestResult> {
    return this.#router.request(this.#caller(event), frame);
  }

  grant(event: IpcMainInvokeEvent, path: unknown): string {
    return this.#router.grant(this.#caller(event), path);
  }

  dispose(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
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
