import type { z } from 'zod';
import type { ErrorData } from '../errors/AppError.ts';
import { citationRoutes } from './routes/citationRoutes.ts';
import { collectionRoutes } from './routes/collectionRoutes.ts';
import { conversationRoutes } from './routes/conversationRoutes.ts';
import { deviceRoutes } from './routes/deviceRoutes.ts';
import { documentRoutes } from './routes/documentRoutes.ts';
import { languageRoutes } from './routes/languageRoutes.ts';
import { matrixRoutes } from './routes/matrixRoutes.ts';
import { modelRoutes } from './routes/modelRoutes.ts';
import { numberRoutes } from './routes/numberRoutes.ts';
import { quoteRoutes } from './routes/quoteRoutes.ts';
import { readingRoutes } from './routes/readingRoutes.ts';
import { recordRoutes } from './routes/recordRoutes.ts';
import { relatedRoutes } from './routes/relatedRoutes.ts';
import { searchRoutes } from './routes/searchRoutes.ts';

/** Every call the engine answers. Binding it to IPC, the socket and HTTP is the hosts' job; handlers are exhaustive at compile time. */
export const routes = {
  ...searchRoutes,
  ...quoteRoutes,
  ...numberRoutes,
  ...documentRoutes,
  ...collectionRoutes,
  ...readingRoutes,
  ...relatedRoutes,
  ...recordRoutes,
  ...conversationRoutes,
  ...matrixRoutes,
  ...citationRoutes,
  ...modelRoutes,
  ...deviceRoutes,
  ...languageRoutes,
} as const;

export type RouteName = keyof typeof routes;
export type RouteInput<R extends RouteName> = z.input<(typeof routes)[R]['input']>;
export type RouteParsed<R extends RouteName> = z.output<(typeof routes)[R]['input']>;
export type RouteOutput<R extends RouteName> = z.output<(typeof routes)[R]['output']>;
export type RouteEvent<R extends RouteName> = (typeof routes)[R] extends { stream: infer S extends z.ZodType }
  ? z.output<S>
  : never;

export type RouteResult<R extends RouteName> = { ok: true; data: RouteOutput<R> } | { ok: false; error: ErrorData };

/** The engine as a client sees it, whatever lies between: IPC, the local socket or HTTP. Throws AppError. */
export interface EngineClient {
  request<R extends RouteName>(
    route: R,
    input: RouteInput<R>,
    options?: { signal?: AbortSignal; onEvent?: (event: RouteEvent<R>) => void },
  ): Promise<RouteOutput<R>>;
}
