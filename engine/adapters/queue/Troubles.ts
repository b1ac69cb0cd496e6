import { AppError } from '../../../shared/errors/AppError.ts';

/** What a queue waits for, by who waits: a job, or a worker that looks for one. */
export class Troubles {
  readonly #waiting = new Map<string, AppError>();
  readonly #listeners = new Set<() => void>();

  /** The latest; null while nothing waits. */
  get current(): AppError | null {
    return [...this.#waiting.values()].at(-1) ?? null;
  }

  /** Returns whether it is news: the same one has not been waiting for the same. */
  add(who: string, error: unknown): boolean {
    const trouble = asTrouble(error);
    if (this.#waiting.get(who)?.code === trouble.code) return false;
    this.#changing(() => this.#waiting.set(who, trouble));
    return true;
  }

  /** Returns whether it had been waiting. */
  end(who: string): boolean {
    let ended = false;
    this.#changing(() => {
      ended = this.#waiting.delete(who);
    });
    return ended;
  }

  /** Calls back whenever `current` is of another kind. Returns the way to stop. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changing(change: () => void): void {
    const before = this.current?.code;
    change();
    if (this.current?.code !== before) for (const listener of this.#listeners) listener();
  }
}

function asTrouble(cause: unknown): AppError {
  const full = AppError.from(cause).code === 'disk_full';
  return new AppError(full ? 'disk_full_waiting' : 'work_waits', { cause });
}
