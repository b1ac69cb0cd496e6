import { AppError } from '../../shared/errors/AppError.ts';
import type { Logger } from '../ports/Logger.ts';
import type { Launcher, ProcessHandle } from './Channel.ts';
import { type ProcessDefinition, type ProcessName, processDefinitions } from './definitions.ts';
import { fromProcessSchema } from './frames.ts';

/** Milliseconds a process may take to come up: a busy machine with a cold disk takes its time. */
const startMs = 120_000;

interface Pending {
  method: string;
  resolve(value: unknown): void;
  reject(error: AppError): void;
  onEvent: ((event: unknown) => void) | undefined;
  silence: NodeJS.Timeout;
}

export interface RequestOptions {
  signal?: AbortSignal;
  onEvent?: (event: unknown) => void;
}

/**
 * The supervisor's side of one process: starts it at the first request, stops it when idle, kills it when a request falls silent, and
 * fails the requests of a crash with `process_crashed`. The next request starts a fresh one.
 */
export class ProcessClient {
  readonly definition: ProcessDefinition;
  readonly #launch: Launcher;
  readonly #config: unknown;
  readonly #log: Logger;
  readonly #onCrash: (name: ProcessName) => void;
  readonly #pending = new Map<number, Pending>();
  #handle: ProcessHandle | undefined;
  #up = false;
  #nextId = 1;
  #idle: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: {
    name: ProcessName;
    config: unknown;
    launch: Launcher;
    log: Logger;
    onCrash?: (name: ProcessName) => void;
  }) {
    this.definition = processDefinitions[options.name];
    this.#launch = options.launch;
    this.#config = options.config;
    this.#log = options.log.child({ process: options.name });
    this.#onCrash = options.onCrash ?? (() => undefined);
  }

  get pid(): number | undefined {
    return this.#handle?.pid;
  }

  request<T>(method: string, input: unknown, options: RequestOptions = {}): Promise<T> {
    const { signal } = options;
    if (this.#closed) return Promise.reject(new AppError('shutting_down'));
    if (signal?.aborted) return Promise.reject(abortError(signal));
    const handle = this.#started();
    clearTimeout(this.#idle);
    const id = this.#nextId++;
    return new Promise<T>((resolve, reject) => {
      const onAbort = () => {
        handle.post({ type: 'cancel', id });
        settle(() => reject(abortError(signal as AbortSignal)));
      };
      const settle = (finish: () => void) => {
        const pending = this.#pending.get(id);
        if (!pending) return;
        clearTimeout(pending.silence);
        this.#pending.delete(id);
        signal?.removeEventListener('abort', onAbort);
        if (this.#pending.size === 0) this.#armIdleStop();
        finish();
      };
      this.#pending.set(id, {
        method,
        resolve: (value) => settle(() => resolve(value as T)),
        reject: (error) => settle(() => reject(error)),
        onEvent: options.onEvent,
        silence: this.#silenceTimer(id),
      });
      signal?.addEventListener('abort', onAbort, { once: true });
      handle.post({ type: 'request', id, method, input });
    });
  }

  /** Ends the process; its requests fail with `shutting_down`. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#idle);
    this.#failAll(new AppError('shutting_down'));
    this.#drop()?.kill();
  }

  #started(): ProcessHandle {
    if (this.#handle) return this.#handle;
    const handle = this.#launch(this.definition.name);
    this.#handle = handle;
    this.#up = false;
    handle.onMessage((message) => this.#receive(handle, message));
    handle.onExit((reason) => this.#exited(handle, reason));
    handle.post({ type: 'start', config: this.#config });
    return handle;
  }

  #receive(handle: ProcessHandle, message: unknown): void {
    if (handle !== this.#handle) return;
    const parsed = fromProcessSchema.safeParse(message);
    if (!parsed.success) {
      this.#log.error({}, 'dropped a frame that is not valid');
      return;
    }
    const frame = parsed.data;
    if (frame.type === 'log') {
      this.#log[frame.level](frame.fields, frame.message);
      return;
    }
    if (frame.type === 'ready') {
      this.#up = true;
      for (const [id, pending] of this.#pending) {
        clearTimeout(pending.silence);
        pending.silence = this.#silenceTimer(id);
      }
      return;
    }
    const pending = this.#pending.get(frame.id);
    if (!pending) return;
    if (frame.type === 'event') {
      pending.silence.refresh();
      pending.onEvent?.(frame.event);
    } else if (frame.type === 'result') pending.resolve(frame.value);
    else pending.reject(AppError.fromData(frame.error));
  }

  #exited(handle: ProcessHandle, reason: string): void {
    if (handle !== this.#handle) return;
    this.#drop();
    if (this.#closed) return;
    this.#log.warn({ reason, requests: this.#pending.size }, 'process ended unexpectedly');
    this.#onCrash(this.definition.name);
    this.#failAll(new AppError('process_crashed', { data: { process: this.definition.name, reason } }));
  }

  #silenceTimer(id: number): NodeJS.Timeout {
    const silenceMs = this.#up ? this.definition.silenceMs : Math.max(startMs, this.definition.silenceMs);
    return setTimeout(() => {
      const pending = this.#pending.get(id);
      if (!pending) return;
      this.#log.warn({ method: pending.method, silenceMs }, 'request fell silent; killing the process');
      pending.reject(new AppError('deadline_exceeded', { data: { process: this.definition.name, method: pending.method } }));
      this.#drop()?.kill();
      this.#failAll(new AppError('process_crashed', { data: { process: this.definition.name, reason: 'killed: silent' } }));
    }, silenceMs);
  }

  #armIdleStop(): void {
    if (this.definition.idleStopMs === 0) return;
    this.#idle = setTimeout(() => this.#drop()?.kill(), this.definition.idleStopMs);
    this.#idle.unref();
  }

  #drop(): ProcessHandle | undefined {
    const handle = this.#handle;
    this.#handle = undefined;
    return handle;
  }

  #failAll(error: AppError): void {
    for (const pending of [...this.#pending.values()]) pending.reject(error);
  }
}

function abortError(signal: AbortSignal): AppError {
  return AppError.is(signal.reason) ? signal.reason : new AppError('cancelled', { cause: signal.reason });
}
