import type {
  EventFrame,
  HostEvent,
  HostRouteInput,
  HostRouteName,
  HostRouteOutput,
  HubBridge,
} from '../../../shared/api/desktop.ts';
import type { HubEvent } from '../../../shared/api/events.ts';
import type { EngineClient } from '../../../shared/api/routes.ts';
import { AppError } from '../../../shared/errors/AppError.ts';

export interface Hub extends EngineClient {
  host<R extends HostRouteName>(route: R, input: HostRouteInput<R>): Promise<HostRouteOutput<R>>;
  /** Returns the way to stop. */
  onEvent(listener: (event: HubEvent) => void): () => void;
  onHostEvent(listener: (event: HostEvent) => void): () => void;
  /** Handles of files and folders dropped here; what a script made has none. */
  handlesFor(files: readonly File[]): Promise<string[]>;
}

interface Stream {
  onEvent(event: never): void;
  received: number;
  /** Called after each event. */
  onReceived(): void;
}

/** The engine and the host over the window's bridge. */
export function createHub(bridge: HubBridge): Hub {
  const streams = new Map<string, Stream>();
  const listeners = new Set<(event: HubEvent) => void>();
  const hostListeners = new Set<(event: HostEvent) => void>();
  bridge.on((frame: EventFrame) => {
    if (frame.type === 'hub') {
      for (const listener of listeners) listener(frame.event);
      return;
    }
    if (frame.type === 'host') {
      for (const listener of hostListeners) listener(frame.event);
      return;
    }
    const stream = streams.get(frame.id);
    if (!stream) return;
    stream.received += 1;
    stream.onEvent(frame.event as never);
    stream.onReceived();
  });

  const send = async (id: string, route: string, input: unknown): Promise<unknown> => {
    const result = await bridge.request({ id, route, input });
    const stream = streams.get(id);
    if (stream) await received(stream, result.events);
    if (!result.ok) throw AppError.fromData(result.error);
    return result.data;
  };

  return {
    async request(route, input, options = {}) {
      const { signal, onEvent } = options;
      if (signal?.aborted) throw new AppError('cancelled');
      const id = crypto.randomUUID();
      const cancel = () => void send(crypto.randomUUID(), 'host.cancel', { id });
      if (onEvent) streams.set(id, { onEvent, received: 0, onReceived: () => undefined });
      signal?.addEventListener('abort', cancel, { once: true });
      try {
        return (await send(id, route, input)) as never;
      } finally {
        streams.delete(id);
        signal?.removeEventListener('abort', cancel);
      }
    },
    host: async (route, input) => (await send(crypto.randomUUID(), route, input)) as never,
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onHostEvent(listener) {
      hostListeners.add(listener);
      return () => hostListeners.delete(listener);
    },
    async handlesFor(files) {
      const handles = await Promise.all(files.map((file) => bridge.pathForFile(file)));
      return handles.filter((handle) => handle !== null);
    },
  };
}

/** Settles once this many events have come. */
function received(stream: Stream, count: number): Promise<void> {
  return new Promise((resolve) => {
    stream.onReceived = () => {
      if (stream.received >= count) resolve();
    };
    stream.onReceived();
  });
}
