import { z } from 'zod';
import type { Engine } from '../../engine/Engine.ts';
import {
  type EventFrame,
  type HostRouteName,
  hostRoutes,
  type RequestResult,
  requestFrameSchema,
} from '../../shared/api/desktop.ts';
import { type RouteName, routes } from '../../shared/api/routes.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { FileGrants } from './fileGrants.ts';
import { callHost, type HostHandlers } from './hostRoutes/HostHandlers.ts';
import { localContext } from './localContext.ts';
import { parseInput } from './parseInput.ts';

/** The window a frame came from, as far as the router needs it. */
export interface Caller {
  /** Of the page that sent it, as the browser knows it; null when that page is gone. */
  origin: string | null;
  isMainFrame: boolean;
  send(frame: EventFrame): void;
}

/**
 * Answers what a window asks: checks the sender, then the route, then the input. One router a window; `abandon` ends what its
 * page left running.
 */
export class IpcRouter {
  readonly #engine: Engine;
  readonly #grants: FileGrants;
  readonly #origin: string;
  readonly #host: HostHandlers;
  readonly #running = new Map<string, AbortController>();

  constructor(options: { engine: Engine; grants: FileGrants; origin: string; host: Omit<HostHandlers, 'host.cancel'> }) {
    this.#engine = options.engine;
    this.#grants = options.grants;
    this.#origin = options.origin;
    this.#host = {
      ...options.host,
      'host.cancel': async ({ id }) => {
        this.#running.get(id)?.abort(new AppError('cancelled'));
        return {};
      },
    };
  }

  async request(caller: Caller, frame: unknown): Promise<RequestResult> {
    let events = 0;
    try {
      this.#check(caller);
      const { id, route, input } = parseInput(requestFrameSchema, frame);
      if (Object.hasOwn(hostRoutes, route))
        return { ok: true, data: await callHost(this.#host, route as HostRouteName, input), events };
      if (!Object.hasOwn(routes, route) || !routes[route as RouteName].surfaces.some((surface) => surface === 'ipc'))
        throw new AppError('forbidden', { message: 'A window may not ask for that.', data: { route } });
      const emit = (event: unknown) => {
        events += 1;
        caller.send({ type: 'stream', id, event });
      };
      return { ok: true, data: await this.#engineCall(id, route as RouteName, input, emit), events };
    } catch (error) {
      return { ok: false, error: AppError.from(error).toData(), events };
    }
  }

  /** A handle for a path that preload got from the system for a file dropped on this window. */
  grant(caller: Caller, path: unknown): string {
    this.#check(caller);
    return this.#grants.grant(parseInput(z.string().min(1), path));
  }

  /** The page is gone: ends what it left running and forgets its grants. */
  abandon(): void {
    for (const controller of this.#running.values()) controller.abort(new AppError('cancelled'));
    this.#running.clear();
    this.#grants.clear();
  }

  #check(caller: Caller): void {
    if (!caller.isMainFrame || caller.origin !== this.#origin)
      throw new AppError('forbidden', { message: 'Only the app’s own window may ask.' });
  }

  async #engineCall(id: string, route: RouteName, input: unknown, emit: (event: unknown) => void): Promise<unknown> {
    if (this.#running.has(id)) throw new AppError('invalid_input', { message: 'A request with this id is running.' });
    const controller = new AbortController();
    this.#running.set(id, controller);
    try {
      const options = { ctx: localContext(controller.signal), emit };
      if (route === 'documents.addDropped') {
        const { handles } = parseInput(routes[route].input, input);
        return await this.#engine.call('documents.add', { paths: this.#grants.redeem(handles) }, options);
      }
      return await this.#engine.call(route, input, options);
    } finally {
      this.#running.delete(id);
    }
  }
}
