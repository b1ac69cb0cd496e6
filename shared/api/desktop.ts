import { z } from 'zod';
import type { ErrorData } from '../errors/AppError.ts';
import type { HubEvent } from './events.ts';

/**
 * What only the desktop host answers, over the same `request` channel as the engine's routes: dialogs, windows and the requests
 * themselves. Never on a socket or HTTP.
 */
export const hostRoutes = {
  /** Opens the system's file dialog; the handles stand for what was chosen, none when it was closed. */
  'host.choosePdfs': { input: z.object({}), output: z.object({ handles: z.array(z.string()) }) },
  /** Stops a running request of this window; unknown ids are none of its business and change nothing. */
  'host.cancel': { input: z.object({ id: z.string() }), output: z.object({}) },
} as const;
export type HostRouteName = keyof typeof hostRoutes;
export type HostRouteInput<R extends HostRouteName> = z.input<(typeof hostRoutes)[R]['input']>;
export type HostRouteOutput<R extends HostRouteName> = z.output<(typeof hostRoutes)[R]['output']>;

/** `id` is the window's own and tags the request's events. */
export const requestFrameSchema = z.object({ id: z.string().min(1).max(64), route: z.string(), input: z.unknown() });
export type RequestFrame = z.infer<typeof requestFrameSchema>;

/** `events`: how many events the request sent. They travel on another channel, so the last may come after this. */
export type RequestResult = { ok: true; data: unknown; events: number } | { ok: false; error: ErrorData; events: number };

export type EventFrame = { type: 'stream'; id: string; event: unknown } | { type: 'hub'; event: HubEvent };

/** `window.hub`: all a page can reach outside itself. */
export interface HubBridge {
  request(frame: RequestFrame): Promise<RequestResult>;
  /** Returns the way to stop listening. */
  on(listener: (frame: EventFrame) => void): () => void;
  /** A handle for a file or folder the person dropped here; null for one made by a script. */
  pathForFile(file: File): Promise<string | null>;
}
