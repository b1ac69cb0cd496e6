import type { RouteEvent, RouteName, RouteOutput } from '../shared/api/routes.ts';
import type { RequestContext } from './context.ts';
import type { EventBus } from './ports/EventBus.ts';

/** The engine as hosts hold it. */
export interface Engine {
  /**
   * Runs a route. `input` is parsed by the route's schema (`invalid_input` with all problems); the caller's surface and role are the
   * host's to check before. Throws AppError.
   */
  call<R extends RouteName>(
    route: R,
    input: unknown,
    options: { ctx: RequestContext; emit?: (event: RouteEvent<R>) => void },
  ): Promise<RouteOutput<R>>;
  /** The PDF of a document, or `[start, end)` of it. Errors: `not_found`, `blob_missing`. */
  openBlob(
    ctx: RequestContext,
    documentId: string,
    range?: { start: number; end: number },
  ): Promise<{ stream: ReadableStream<Uint8Array>; sizeBytes: number }>;
  /** A file with the PDF of a document; call `release` when done, the path may be temporary. Errors: `not_found`, `blob_missing`. */
  blobFile(ctx: RequestContext, documentId: string): Promise<{ path: string; release(): Promise<void> }>;
  readonly events: EventBus;
  /** Recovers interrupted work and begins taking jobs. */
  start(): Promise<void>;
  /** Drains running work for at most `timeoutMs`, then stops every process. */
  close(options: { timeoutMs: number }): Promise<void>;
}
