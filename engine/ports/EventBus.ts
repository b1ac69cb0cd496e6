import type { HubEvent } from '../../shared/api/events.ts';

/** Tells the hosts what changed. Delivery is best effort; state is in the stores. */
export interface EventBus {
  publish(event: HubEvent): void;
  /** Returns the way to stop. A listener that throws does not keep others from hearing. */
  subscribe(listener: (event: HubEvent) => void): () => void;
}
