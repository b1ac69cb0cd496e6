import type { HubEvent } from '../../../shared/api/events.ts';
import type { EventBus } from '../../ports/EventBus.ts';
import type { Logger } from '../../ports/Logger.ts';

/** Events within this process, heard at once. */
export class MemoryEventBus implements EventBus {
  readonly #listeners = new Set<(event: HubEvent) => void>();
  readonly #log: Logger | undefined;

  constructor(options: { log?: Logger } = {}) {
    this.#log = options.log;
  }

  publish(event: HubEvent): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(event);
      } catch (error) {
        this.#log?.error({ event: event.type, error: String(error) }, 'an event listener failed');
      }
    }
  }

  subscribe(listener: (event: HubEvent) => void): () => void {
    // A wrapper of its own: the same function may be subscribed twice, and each way to stop ends one of them.
    const entry = (event: HubEvent) => listener(event);
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }
}
