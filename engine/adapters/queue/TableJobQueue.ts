import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { Job, JobCounts, JobHandler, JobQueue, NewJob } from '../../ports/JobQueue.ts';
import { RetryAfter } from '../../ports/JobQueue.ts';
import type { Logger } from '../../ports/Logger.ts';
import type { JobTable } from './JobTable.ts';
import { Troubles } from './Troubles.ts';

export interface TableJobQueueOptions {
  now?: () => number;
  /** Milliseconds to wait after the n-th failed try (n ≥ 1). */
  backoffMs?: (attempt: number) => number;
  /** How long handlers get to return after `close` aborted their signals; default 2 s. */
  graceMs?: number;
  log?: Logger;
}

interface Worker {
  name: string;
  concurrency: number;
  handler: JobHandler;
  running: Map<string, Run>;
  timer: NodeJS.Timeout | undefined;
}

interface Run {
  job: Job;
  controller: AbortController;
  cancelled: boolean;
  done: Promise<void>;
}

/** 2 s, 4 s, 8 s … at most 5 minutes. */
const defaultBackoff = (attempt: number) => Math.min(300_000, 1000 * 2 ** attempt);
/** Looks again at least this often while jobs wait for their time: a machine that slept or a clock that was set is noticed. */
const longestNapMs = 60_000;
/** Waits this long after the table could not be read or written (a full disk). */
const troubleMs = 1000;

/** The JobQueue of one process over a JobTable. Looks for work when some arrives, ends or falls due; never polls. */
export class TableJobQueue implements JobQueue {
  readonly #table: JobTable;
  readonly #now: () => number;
  readonly #backoffMs: (attempt: number) => number;
  readonly #graceMs: number;
  readonly #log: Logger | undefined;
  readonly #workers = new Map<string, Worker>();
  readonly #troubles = new Troubles();
  readonly #idleWaiters = new Map<string, { resolve(): void; reject(error: AppError): void }[]>();
  #state: 'open' | 'closing' | 'closed' = 'open';
  #closing: Promise<void> | undefined;

  constructor(table: JobTable, options: TableJobQueueOptions = {}) {
    this.#table = table;
    this.#now = options.now ?? Date.now;
    this.#backoffMs = options.backoffMs ?? defaultBackoff;
    this.#graceMs = options.graceMs ?? 2000;
    this.#log = options.log;
  }

  async enqueue(job: NewJob): Promise<Job> {
    const { name, libraryId, key, payload, priority = 100, delayMs = 0, maxAttempts = 5 } = job;
    for (const part of [name, key]) {
      if (part === '' || part.includes(':'))
        throw new AppError('invalid_input', { message: 'Names and keys of jobs hold no colon.' });
    }
    if (!(maxAttempts >= 1)) throw new AppError('invalid_input', { message: 'A job is tried at least once.' });
    const createdAt = this.#now();
    const row = { name, libraryId, key, payload, priority, maxAttempts, createdAt, dueAt: createdAt + delayMs };
    const kept = this.#open().insert(row);
    this.#pump(name);
    return kept;
  }

  work(name: string, options: { concurrency: number }, handler: JobHandler): void {
    this.#open();
    if (this.#workers.has(name)) throw new Error(`there is a handler for ${name} already`);
    this.#workers.set(name, { name, concurrency: options.concurrency, handler, running: new Map(), timer: undefined });
    this.#pump(name);
  }

  async cancel(name: string, key: string): Promise<boolean> {
    const job = this.#open().cancel(name, key);
    if (!job) return false;
    this.#troubles.end(job.id);
    const run = this.#workers.get(name)?.running.get(job.id);
    if (run && !run.cancelled) {
      run.cancelled = true;
      run.controller.abort(new AppError('cancelled'));
    }
    this.#tellIdle(name);
    return true;
  }

  async pause(name: string): Promise<void> {
    this.#open().setPaused(name, true);
    clearTimeout(this.#workers.get(name)?.timer);
    this.#tellIdle(name);
  }

  async resume(name: string): Promise<void> {
    this.#open().setPaused(name, false);
    this.#pump(name);
  }

  async isPaused(name: string): Promise<boolean> {
    return this.#open().isPaused(name);
  }

  async find(name: string, key: string): Promise<Job | null> {
    return this.#open().find(name, key);
  }

  async liveKeys(name: string): Promise<Set<string>> {
    return new Set(this.#open().liveKeys(name));
  }

  async counts(name: string): Promise<JobCounts> {
    return this.#open().counts(name);
  }

  async trouble(): Promise<AppError | null> {
    this.#open();
    return this.#troubles.current;
  }

  onTrouble(listener: () => void): () => void {
    return this.#troubles.onChange(listener);
  }

  async idle(name: string): Promise<void> {
    this.#open();
    if (this.#isIdle(name)) return;
    await new Promise<void>((resolve, reject) => {
      const waiters = this.#idleWaiters.get(name) ?? [];
      this.#idleWaiters.set(name, [...waiters, { resolve, reject }]);
    });
  }

  close({ timeoutMs }: { timeoutMs: number }): Promise<void> {
    this.#closing ??= this.#drain(timeoutMs);
    return this.#closing;
  }

  async #drain(timeoutMs: number): Promise<void> {
    this.#state = 'closing';
    for (const worker of this.#workers.values()) clearTimeout(worker.timer);
    await this.#allDone(timeoutMs);
    for (const run of this.#runs()) run.controller.abort(new AppError('shutting_down'));
    await this.#allDone(this.#graceMs);
    this.#state = 'closed';
    for (const waiters of this.#idleWaiters.values()) for (const waiter of waiters) waiter.reject(new AppError('shutting_down'));
    this.#idleWaiters.clear();
    // What still runs stays marked as running and is found interrupted at the next start.
    this.#table.close();
  }

  async #allDone(timeoutMs: number): Promise<void> {
    const runs = this.#runs();
    if (runs.length === 0) return;
    const timeout = new AbortController();
    const late = sleep(timeoutMs, undefined, { signal: timeout.signal }).catch(() => undefined);
    await Promise.race([Promise.all(runs.map((run) => run.done)), late]);
    timeout.abort();
  }

  #runs(): Run[] {
    return [...this.#workers.values()].flatMap((worker) => [...worker.running.values()]);
  }

  #open(): JobTable {
    if (this.#state === 'closed') throw new AppError('shutting_down');
    return this.#table;
  }

  /** Starts what may start, and sets the clock for what may start later. */
  #pump(name: string): void {
    const worker = this.#workers.get(name);
    if (!worker || this.#state !== 'open') return;
    clearTimeout(worker.timer);
    try {
      if (!this.#table.isPaused(name)) this.#startDue(worker);
      if (this.#troubles.end(name)) this.#log?.info({ job: name }, 'jobs can be read again');
    } catch (error) {
      if (this.#troubles.add(name, error))
        this.#log?.error({ job: name, error: String(error) }, 'jobs could not be read; trying until they can');
      this.#pumpIn(worker, troubleMs);
    }
  }

  #startDue(worker: Worker): void {
    while (worker.running.size < worker.concurrency) {
      const claimed = this.#table.claim(worker.name, this.#now());
      if (!claimed) {
        const dueAt = this.#table.nextDueAt(worker.name);
        if (dueAt !== null) this.#pumpIn(worker, dueAt - this.#now());
        return;
      }
      this.#start(worker, claimed.job, claimed.cancelled);
    }
  }

  #pumpIn(worker: Worker, ms: number): void {
    worker.timer = setTimeout(() => this.#pump(worker.name), Math.max(1, Math.min(ms, longestNapMs)));
  }

  #start(worker: Worker, job: Job, cancelled: boolean): void {
    const run: Run = { job, controller: new AbortController(), cancelled, done: Promise.resolve() };
    // Its handler runs all the same, to leave its work in order.
    if (cancelled) run.controller.abort(new AppError('cancelled'));
    worker.running.set(job.id, run);
    this.#troubles.end(job.id);
    run.done = this.#execute(worker, run);
  }

  async #execute(worker: Worker, run: Run): Promise<void> {
    let thrown: unknown = null;
    try {
      await null; // The handler begins after whoever enqueued the job went on.
      await worker.handler(run.job, { signal: run.controller.signal });
    } catch (error) {
      thrown = error ?? new Error('the handler failed without a reason');
    }
    await this.#keep(run.job, () => this.#settle(run, thrown));
    const waitsFor = thrown instanceof RetryAfter && !run.controller.signal.aborted ? thrown.cause : undefined;
    if (AppError.is(waitsFor)) this.#troubles.add(run.job.id, waitsFor);
    worker.running.delete(run.job.id);
    if (this.#state === 'closed') return;
    this.#pump(worker.name);
    this.#tellIdle(worker.name);
  }

  /** Writes down how a run ended. */
  #settle({ job, controller, cancelled }: Run, thrown: unknown): void {
    const error = thrown === null ? null : messageOf(thrown);
    const putBack = (delayMs: number, countTry: boolean) =>
      this.#table.putBack(job.id, { dueAt: this.#now() + delayMs, countTry, error });
    if (cancelled) this.#table.end(job.id, 'cancelled', error);
    else if (thrown === null) this.#table.end(job.id, 'completed', null);
    else if (controller.signal.aborted) putBack(0, false);
    else if (thrown instanceof RetryAfter) putBack(thrown.delayMs, false);
    else if (AppError.is(thrown) && !thrown.retryable) this.#table.end(job.id, 'failed', error);
    else if (this.#state === 'closing') putBack(0, false);
    else if (job.attempts >= job.maxAttempts) this.#table.end(job.id, 'failed', error);
    else putBack(this.#backoffMs(job.attempts), true);
  }

  /** Writes until it succeeds: a job whose end is not written down would keep its key for ever. */
  async #keep({ id }: Job, write: () => void): Promise<void> {
    while (this.#state !== 'closed') {
      try {
        write();
        if (this.#troubles.end(id)) this.#log?.info({ jobId: id }, 'the end of a job was written at last');
        return;
      } catch (error) {
        if (this.#troubles.add(id, error))
          this.#log?.error({ jobId: id, error: String(error) }, 'the end of a job could not be written; trying until it can');
        await sleep(troubleMs);
      }
    }
  }

  #isIdle(name: string): boolean {
    if (this.#workers.get(name)?.running.size) return false;
    return this.#table.isPaused(name) || !this.#table.hasLive(name);
  }

  #tellIdle(name: string): void {
    const waiters = this.#idleWaiters.get(name);
    if (!waiters) return;
    try {
      if (!this.#isIdle(name)) return;
      for (const waiter of waiters) waiter.resolve();
    } catch (error) {
      for (const waiter of waiters) waiter.reject(AppError.from(error));
    }
    this.#idleWaiters.delete(name);
  }
}

/** Long enough to tell what went wrong; some errors carry whole documents. */
const longestMessage = 1000;

function messageOf(thrown: unknown): string {
  return (thrown instanceof Error ? thrown.message : String(thrown)).slice(0, longestMessage);
}
