import { localPrincipalId } from '../../shared/domain/library.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { queueStatus } from './status.ts';

/** At most this often are the queue's totals told. */
const everyMs = 1000;

/** Tells the totals of a library's queue (`queue.changed`) while its documents change. */
export class QueueWatch {
  readonly #ports: EnginePorts;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #unsubscribe: () => void = () => undefined;

  constructor(ports: EnginePorts) {
    this.#ports = ports;
  }

  start(): void {
    this.#unsubscribe = this.#ports.events.subscribe((event) => {
      if (event.type === 'document.changed') this.#soon(event.document.libraryId);
      else if (event.type === 'document.removed') this.#soon(event.libraryId);
    });
  }

  stop(): void {
    this.#unsubscribe();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
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
