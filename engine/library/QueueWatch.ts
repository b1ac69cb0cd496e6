import { localPrincipalId } from '../../shared/domain/library.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { queueStatus } from './status.ts';

/** At most this often are the queue's totals told. */
const everyMs = 1000;

/** Tells the totals of a library's queue (`queue.changed`) while its documents change, and what keeps it waiting. */
export class QueueWatch {
  readonly #ports: EnginePorts;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #stops: (() => void)[] = [];

  constructor(ports: EnginePorts) {
    this.#ports = ports;
  }

  start(): void {
    const stopEvents = this.#ports.events.subscribe((event) => {
      if (event.type === 'document.changed') this.#soon(event.document.libraryId);
      else if (event.type === 'document.removed') this.#soon(event.libraryId);
    });
    const stopTroubles = this.#ports.queue.onTrouble(() => {
      this.#everyLibrary().catch(() => undefined);
    });
    this.#stops = [stopEvents, stopTroubles];
  }

  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  async #everyLibrary(): Promise<void> {
    for (const library of await this.#ports.documents.listLibraries()) this.#soon(library.id);
  }

  #soon(libraryId: string): void {
    if (this.#timers.has(libraryId)) return;
    this.#timers.set(
      libraryId,
      setTimeout(() => {
        this.#timers.delete(libraryId);
        this.#tell(libraryId).catch(() => undefined);
      }, everyMs),
    );
  }

  async #tell(libraryId: string): Promise<void> {
    const ctx = {
      principal: { id: localPrincipalId },
      libraryId,
      requestId: this.#ports.newId(),
      signal: new AbortController().signal,
    };
    await tellQueue(this.#ports, ctx);
  }
}

/** Tells the totals now. */
export async function tellQueue(ports: EnginePorts, ctx: RequestContext): Promise<void> {
  ports.events.publish({ type: 'queue.changed', libraryId: ctx.libraryId, ...(await queueStatus(ports, ctx)) });
}
