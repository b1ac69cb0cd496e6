import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';
import type { EventFrame, HostEvent, RequestResult } from '../../shared/api/desktop.ts';
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
  /** What the host told before the page asked for anything: it may not be listening yet. Null once it has. */
  #held: HostEvent[] | null = [];

  constructor(window: BrowserWindow, host: HostServices, options: { origin: string; events: HostEvents }) {
    this.#window = window;
    const grants = new FileGrants();
    const handlers = windowHandlers(host, { window, grants });
    this.#router = new IpcRouter({ engine: host.engine, grants, origin: options.origin, host: handlers });
    // A page that is loaded anew or has crashed no longer waits for what it asked.
    window.webContents.on('did-navigate', () => this.#gone());
    window.webContents.on('render-process-gone', () => this.#gone());
    this.#unsubscribe = [
      host.engine.events.subscribe((event) => this.#send({ type: 'hub', event })),
      options.events.subscribe((event) => this.#tell(event)),
    ];
  }

  request(event: IpcMainInvokeEvent, frame: unknown): Promise<RequestResult> {
    const held = this.#held ?? [];
    this.#held = null;
    for (const event of held) this.#tell(event);
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

  #gone(): void {
    this.#held ??= [];
    this.#router.abandon();
  }

  #tell(event: HostEvent): void {
    if (this.#held) this.#held.push(event);
    else this.#send({ type: 'host', event });
  }

  #send(frame: EventFrame): void {
    if (!this.#window.isDestroyed()) this.#window.webContents.send(channels.event, frame);
  }
}
