import { AppError } from '../../../shared/errors/AppError.ts';
import { Pace } from './Pace.ts';

export interface RegisterClientOptions {
  /** Of the service, without a slash behind it. */
  baseUrl: string;
  /** Least time between two requests. */
  everyMs: number;
  /** An answer that takes longer counts as none. */
  timeoutMs?: number;
  /** Whom the service's operators can write to. */
  contact?: string | undefined;
}

/** An answer is a few kilobytes; thousands of authors make a few hundred. */
const mostBytes = 8_000_000;
const defaultTimeoutMs = 20_000;
/** How long a server is left alone that says "too many" and not for how long, or that cannot be reached. */
const pauseMs = { limited: 60_000, offline: 60_000 };
/** A server that asks for more is asked again tomorrow. */
const longestPauseMs = 24 * 3_600_000;
/** It has no such work, or not under such a name. */
const unknownWork = new Set([400, 404, 410, 422]);

/** Asks one register's server for texts: politely, in time, and never for more than fits. */
export class RegisterClient {
  readonly #options: RegisterClientOptions;
  readonly #pace: Pace;

  constructor(options: RegisterClientOptions) {
    this.#options = options;
    this.#pace = new Pace(options.everyMs);
  }

  /** The text at a path; null where the register knows nothing of it. Errors: `lookup_offline`, `lookup_limited`, `lookup_failed`, `cancelled`. */
  async get(path: string, query: Record<string, string>, signal: AbortSignal): Promise<string | null> {
    const { baseUrl, contact, timeoutMs = defaultTimeoutMs } = this.#options;
    const url = new URL(`${baseUrl}${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    await this.#pace.turn(signal);
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(url, {
        headers: { 'user-agent': `AI-Research-Hub${contact ? ` (mailto:${contact})` : ''}` },
        signal: AbortSignal.any([signal, timeout]),
      });
      if (response.ok) return await textOf(response);
      await response.body?.cancel();
      if (unknownWork.has(response.status)) return null;
      throw this.#refused(response);
    } catch (error) {
      signal.throwIfAborted();
      if (AppError.is(error)) throw error;
      if (timeout.aborted) throw new AppError('lookup_failed', { message: 'The register did not answer in time.', cause: error });
      throw this.#pace.close('lookup_offline', pauseMs.offline, error);
    }
  }

  #refused({ status, headers }: Response): AppError {
    const after = retryAfterMs(headers.get('retry-after'));
    if (status === 429 || (status === 503 && after !== null))
      return this.#pace.close('lookup_limited', Math.min(after ?? pauseMs.limited, longestPauseMs));
    return new AppError('lookup_failed', { message: `The register answered with HTTP ${status}.`, data: { status } });
  }
}

/** The header's seconds or date, as milliseconds from now; null where it says nothing. */
function retryAfterMs(header: string | null): number | null {
  if (header === null || header.trim() === '') return null;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > mostBytes) throw new AppError('lookup_failed', { message: 'The register’s answer is too long to be one.' });
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}
