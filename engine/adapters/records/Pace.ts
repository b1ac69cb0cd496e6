import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../../shared/errors/AppError.ts';

/** Keeps requests to one server apart, and holds them back for as long as the server asks, or is out of reach. */
export class Pace {
  readonly #everyMs: number;
  #nextAt = 0;
  #closed: { until: number; code: 'lookup_limited' | 'lookup_offline' } | null = null;

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  /** Resolves when it is this request's turn. Errors: what closed it, while it is closed; `data.retryAfterMs` says for how much longer. */
  async turn(signal: AbortSignal): Promise<void> {
    const now = Date.now();
    if (this.#closed && this.#closed.until > now)
      throw new AppError(this.#closed.code, { data: { retryAfterMs: this.#closed.until - now } });
    const at = Math.max(now, this.#nextAt);
    this.#nextAt = at + this.#everyMs;
    if (at > now) await sleep(at - now, undefined, { signal });
  }

  /** Lets no request through for a while; returns the error that says so. */
  close(code: 'lookup_limited' | 'lookup_offline', forMs: number, cause?: unknown): AppError {
    this.#closed = { until: Date.now() + forMs, code };
    return new AppError(code, { data: { retryAfterMs: forMs }, cause });
  }
}
