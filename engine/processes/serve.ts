import { AppError } from '../../shared/errors/AppError.ts';
import type { Logger } from '../ports/Logger.ts';
import type { Channel } from './Channel.ts';
import { type ProcessConfig, type ProcessName, processConfigs } from './definitions.ts';
import { type FromProcess, toProcessSchema } from './frames.ts';

/** What a handler gets besides its input. */
export interface Call {
  signal: AbortSignal;
  /** Sends an event of this request to the caller. */
  emit(event: unknown): void;
}

export type Handlers = Record<string, (input: never, call: Call) => unknown>;

/** Makes a process's handlers from its settings; runs once, at `start`. */
export type HandlerFactory<N extends ProcessName> = (config: ProcessConfig<N>, log: Logger) => Handlers | Promise<Handlers>;

/**
 * The process side: reads frames, runs handlers, answers. A bad frame is logged and dropped; a handler that throws fails its own
 * request only.
 */
export function serve<N extends ProcessName>(name: N, channel: Channel, factory: HandlerFactory<N>): void {
  const post = (frame: FromProcess) => channel.post(frame);
  const log = frameLogger(post, {});
  const running = new Map<number, AbortController>();
  let ready: Promise<Handlers> | undefined;

  const run = async (id: number, method: string, input: unknown) => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      if (!ready) throw new AppError('unexpected', { message: `The ${name} process was not started.` });
      const handler = (await ready)[method];
      if (!handler) throw new AppError('unexpected', { message: `The ${name} process has no method ${method}.` });
      const call: Call = { signal: controller.signal, emit: (event) => post({ type: 'event', id, event }) };
      post({ type: 'result', id, value: await handler(input as never, call) });
    } catch (error) {
      post({ type: 'error', id, error: AppError.from(error).toData() });
    } finally {
      running.delete(id);
    }
  };

  channel.onMessage((message) => {
    const frame = toProcessSchema.safeParse(message);
    if (!frame.success) {
      log.error({ process: name }, 'dropped a frame that is not valid');
      return;
    }
    switch (frame.data.type) {
      case 'start': {
        const config = processConfigs[name].parse(frame.data.config) as ProcessConfig<N>;
        ready = Promise.resolve(factory(config, log));
        post({ type: 'ready' });
        // A failed start is reported by each request that needs it.
        ready.catch(() => undefined);
        break;
      }
      case 'request':
        void run(frame.data.id, frame.data.method, frame.data.input);
        break;
      case 'cancel':
        running.get(frame.data.id)?.abort(new AppError('cancelled'));
        break;
    }
  });
}

function frameLogger(post: (frame: FromProcess) => void, base: Parameters<Logger['child']>[0]): Logger {
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error'): Logger['info'] =>
    (fields, message) =>
      post({ type: 'log', level, fields: { ...base, ...fields }, message });
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (fields) => frameLogger(post, { ...base, ...fields }),
  };
}
