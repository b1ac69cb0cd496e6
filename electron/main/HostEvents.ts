import { EventEmitter } from 'node:events';
import type { HostEvent } from '../../shared/api/desktop.ts';

/** What the host tells all its windows. */
export class HostEvents {
  readonly #emitter = new EventEmitter<{ event: [HostEvent] }>();

  publish(event: HostEvent): void {
    this.#emitter.emit('event', event);
  }

  /** Returns the way to stop. */
  subscribe(listener: (event: HostEvent) => void): () => void {
    this.#emitter.on('event', listener);
    return () => this.#emitter.off('event', listener);
  }
}
