import type { RouteEvent, RouteName, RouteOutput, RouteParsed } from '../../shared/api/routes.ts';
import type { RequestContext } from '../context.ts';

/** Answers a route: its parsed input in, its output out. Throws AppError. */
export type Handler<R extends RouteName> = (
  input: RouteParsed<R>,
  ctx: RequestContext,
  emit: (event: RouteEvent<R>) => void,
) => Promise<RouteOutput<R>>;

/** A handler for each of these routes; does not compile while one is missing. */
export type HandlersOf<R extends RouteName> = { [N in R]: Handler<N> };
