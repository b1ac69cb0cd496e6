import { AppError } from '../../shared/errors/AppError.ts';

/**
 * Gives each of its members to one task at a time, and tasks their turn in the order they came: when a process crashes, only what it was working
 * on is to blame. The first free member is taken, so that the last ones idle, and stop, when there is little to do. Who gives up waiting leaves at once.
 */
export class Pool<T> {
  readonly size: number;
  readonly #members: T[];
  readonly #busy = new Set<T>();
  readonly #waiting: ((member: T) => void)[] = [];

  constructor(members: T[]) {
    this.#members = members;
    this.size = members.length;
  }

  async run<R>(signal: AbortSignal, task: (member: T) => Promise<R>): Promise<R> {
    const member = await this.#take(signal);
    try {
      return await task(member);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(member);
      else this.#busy.delete(member);
    }
  }

  #take(signal: AbortSignal): Promise<T> {
    if (signal.aborted) return Promise.reject(abortError(signal));
    const free = this.#members.find((member) => !this.#busy.has(member));
    if (free !== undefined) {
      this.#busy.add(free);
      return Promise.resolve(free);
    }
    return new Promise((resolve, reject) => {
      const onTurn = (member: T) => {
        signal.removeEventListener('abort', onAbort);
        resolve(member);
      };
      const onAbort = () => {
        this.#waiting.splice(this.#waiting.indexOf(onTurn), 1);
        reject(abortError(signal));
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(onTurn);
    });
  }
}

function abortError(signal: AbortSignal): AppError {
  return AppError.is(signal.reason) ? signal.reason : new AppError('cancelled', { cause: signal.reason });
}
