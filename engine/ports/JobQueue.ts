import type { AppError } from '../../shared/errors/AppError.ts';

/** Jobs carry ids only. */
export type JobPayload = Record<string, string | number | boolean | null>;

export interface NewJob {
  name: string;
  libraryId: string;
  /** What the job is about, e.g. the document id. At most one live (queued or running) job per name and key; may not hold `:`. */
  key: string;
  payload: JobPayload;
  /** Lower runs first; FIFO within a priority. Default 100. */
  priority?: number;
  /** Not before this many milliseconds from now. */
  delayMs?: number;
  /** Tries before it is failed; default 5. */
  maxAttempts?: number;
}

export type JobState = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';

export interface Job extends Required<Omit<NewJob, 'delayMs'>> {
  id: string;
  state: JobState;
  /** Tries begun, this one included. */
  attempts: number;
  /** Message of the last failure. */
  error: string | null;
  createdAt: number;
}

/**
 * Throw it from a handler to try again later without using up an attempt (a limit, a missing model, a closing process). With a `cause` that is an
 * AppError the queue tells it as its trouble until that next try begins.
 */
export class RetryAfter extends Error {
  readonly delayMs: number;
  constructor(delayMs: number, message = 'retry later', options: { cause?: AppError } = {}) {
    super(message, options);
    this.name = 'RetryAfter';
    this.delayMs = delayMs;
  }
}

export type JobHandler = (job: Job, call: { signal: AbortSignal }) => Promise<void>;

export interface JobCounts {
  queued: number;
  running: number;
  failed: number;
}

export interface JobQueue {
  /**
   * Durable once awaited. While a live job of the same name and key exists, that one is returned (a lower `priority` number is taken
   * over); after it ended the same key runs again.
   */
  enqueue(job: NewJob): Promise<Job>;
  /**
   * Runs jobs of a name, at most `concurrency` at once. A handler that throws is retried with exponential backoff until `maxAttempts`,
   * unless the error says it is not retryable. Delivery is at least once: a job that was running when the process died runs again,
   * and that interrupted try does not count. One handler per name.
   */
  work(name: string, options: { concurrency: number }, handler: JobHandler): void;
  /**
   * A queued job ends at once; a running one gets its signal aborted and ends `cancelled` when its handler returns. If the process dies
   * before that, the handler runs once more with its signal aborted from the start. False: no live job.
   */
  cancel(name: string, key: string): Promise<boolean>;
  /** No new job of the name starts; running ones go on. Survives a restart. */
  pause(name: string): Promise<void>;
  resume(name: string): Promise<void>;
  isPaused(name: string): Promise<boolean>;
  /** The live job of a key, else its latest ended one, else null. */
  find(name: string, key: string): Promise<Job | null>;
  /** Keys of live jobs: what reconcile leaves alone. */
  liveKeys(name: string): Promise<Set<string>>;
  counts(name: string): Promise<JobCounts>;
  /**
   * What keeps work waiting until somebody mends it (`disk_full_waiting`, `work_waits`); null while nothing does. The queue goes on by itself once
   * it can.
   */
  trouble(): Promise<AppError | null>;
  /** Calls back whenever `trouble` changes. Returns the way to stop. */
  onTrouble(listener: () => void): () => void;
  /**
   * Resolves when no job of the name is queued or running (delayed ones included), or when paused and none runs. Fails with
   * `shutting_down` when the queue is closed before.
   */
  idle(name: string): Promise<void>;
  /**
   * Stops taking jobs and waits for running ones, at most `timeoutMs`; then aborts their signals with `shutting_down` and waits briefly.
   * Unfinished ones run again after the next start. Idempotent. Every other method fails with `shutting_down` afterwards.
   */
  close(options: { timeoutMs: number }): Promise<void>;
}
