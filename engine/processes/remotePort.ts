import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { ProcessClient } from './ProcessClient.ts';
import type { Call, Handlers } from './serve.ts';

type WireContext = Omit<RequestContext, 'signal'>;
interface WireCall {
  ctx: WireContext | null;
  args: unknown[];
}

const isContext = (value: unknown): value is RequestContext =>
  typeof value === 'object' && value !== null && 'libraryId' in value && 'signal' in value;

/**
 * A port whose methods run in another process: same interface, the context's signal travels as a cancel frame. A process that ends under one of
 * the `reads` is started again and asked once more, so that nobody who only looks notices.
 */
export function remotePort<P extends object>(
  client: ProcessClient,
  port: string,
  methods: readonly (keyof P & string)[],
  reads: readonly (keyof P & string)[],
): P {
  const remote: Record<string, unknown> = {};
  for (const method of methods) {
    remote[method] = async (...args: unknown[]) => {
      const ctx = isContext(args[0]) ? args[0] : null;
      const wire: WireCall = ctx
        ? { ctx: { principal: ctx.principal, libraryId: ctx.libraryId, requestId: ctx.requestId }, args: args.slice(1) }
        : { ctx: null, args };
      const ask = () => client.request(`${port}.${method}`, wire, ctx ? { signal: ctx.signal } : {});
      try {
        return await ask();
      } catch (error) {
        if (!reads.includes(method) || !AppError.is(error) || error.code !== 'process_crashed') throw error;
        return await ask();
      }
    };
  }
  return remote as P;
}

/** The other side of `remotePort`: handlers that call a local implementation. */
export function portHandlers<P extends object>(
  port: string,
  implementation: P,
  methods: readonly (keyof P & string)[],
): Handlers {
  const handlers: Handlers = {};
  for (const method of methods) {
    handlers[`${port}.${method}`] = (wire: WireCall, call: Call) => {
      const target = implementation[method] as (...args: unknown[]) => unknown;
      const args = wire.ctx ? [{ ...wire.ctx, signal: call.signal }, ...wire.args] : wire.args;
      return target.apply(implementation, args);
    };
  }
  return handlers;
}
