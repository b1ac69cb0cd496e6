import type { Job, JobCounts, NewJob } from '../../ports/JobQueue.ts';

/** A job to keep, its defaults filled in. */
export interface JobRow extends Required<Omit<NewJob, 'delayMs'>> {
  createdAt: number;
  /** Not to be claimed before; at once when that is not later than `createdAt`. */
  dueAt: number;
}

export type EndState = 'completed' | 'failed' | 'cancelled';

/**
 * Where a TableJobQueue keeps its jobs. One process works on it; every call is short, synchronous and atomic.
 * Running jobs found when it is opened were interrupted: they are queued again and that try does not count.
 */
export interface JobTable {
  /** Keeps it, or returns the live job of its name and key after taking over a lower priority number. */
  insert(row: JobRow): Job;
  /** Marks the next job that is due as running and counts the try. `cancelled`: cancelled while an interrupted try ran. */
  claim(name: string, now: number): { job: Job; cancelled: boolean } | null;
  /** When the next job that waits for its time is due. */
  nextDueAt(name: string): number | null;
  /** Ends a running job and forgets earlier ended ones of its key. */
  end(id: string, state: EndState, error: string | null): void;
  /** Queues a running job again. */
  putBack(id: string, options: { dueAt: number; countTry: boolean; error: string | null }): void;
  /** Ends a queued job; marks a running one and returns it. `null`: no live job. */
  cancel(name: string, key: string): Job | null;
  setPaused(name: string, paused: boolean): void;
  isPaused(name: string): boolean;
  find(name: string, key: string): Job | null;
  liveKeys(name: string): string[];
  hasLive(name: string): boolean;
  counts(name: string): JobCounts;
  close(): void;
}
