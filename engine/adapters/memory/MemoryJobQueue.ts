import type { Job, JobCounts } from '../../ports/JobQueue.ts';
import type { EndState, JobRow, JobTable } from '../queue/JobTable.ts';
import { TableJobQueue, type TableJobQueueOptions } from '../queue/TableJobQueue.ts';

interface StoredJob extends Job {
  dueAt: number;
  cancelled: boolean;
}

/** What outlives a queue: plain data, given to the next one as to a process that starts again. */
export interface MemoryQueueState {
  lastId: number;
  /** By id, in the order they came. Only the latest ended job of a key is kept. */
  jobs: Map<string, StoredJob>;
  paused: Set<string>;
}

export function emptyQueueState(): MemoryQueueState {
  return { lastId: 0, jobs: new Map(), paused: new Set() };
}

/** A JobQueue whose jobs live in memory. */
export class MemoryJobQueue extends TableJobQueue {
  constructor(options: TableJobQueueOptions & { state?: MemoryQueueState } = {}) {
    super(new MemoryJobTable(options.state ?? emptyQueueState()), options);
  }
}

class MemoryJobTable implements JobTable {
  readonly #state: MemoryQueueState;
  /** Live jobs by name, then key. */
  readonly #live = new Map<string, Map<string, StoredJob>>();
  /** The latest ended job of each `name:key`. */
  readonly #ended = new Map<string, StoredJob>();

  constructor(state: MemoryQueueState) {
    this.#state = state;
    for (const job of state.jobs.values()) {
      if (job.state === 'running') Object.assign(job, { state: 'queued', attempts: job.attempts - 1 });
      if (job.state === 'queued') this.#liveOf(job.name).set(job.key, job);
      else this.#ended.set(`${job.name}:${job.key}`, job);
    }
  }

  insert(row: JobRow): Job {
    const live = this.#liveOf(row.name).get(row.key);
    if (live) {
      live.priority = Math.min(live.priority, row.priority);
      return toJob(live);
    }
    const id = String(++this.#state.lastId);
    const job: StoredJob = { ...structuredClone(row), id, state: 'queued', attempts: 0, error: null, cancelled: false };
    this.#state.jobs.set(id, job);
    this.#liveOf(row.name).set(row.key, job);
    return toJob(job);
  }

  claim(name: string, now: number): { job: Job; cancelled: boolean } | null {
    let next: StoredJob | null = null;
    for (const job of this.#liveOf(name).values()) {
      if (job.state !== 'queued' || job.dueAt > now) continue;
      if (!next || job.priority < next.priority || (job.priority === next.priority && Number(job.id) < Number(next.id)))
        next = job;
    }
    if (!next) return null;
    next.state = 'running';
    next.attempts += 1;
    return { job: toJob(next), cancelled: next.cancelled };
  }

  nextDueAt(name: string): number | null {
    const due = [...this.#liveOf(name).values()].filter((job) => job.state === 'queued').map((job) => job.dueAt);
    return due.length === 0 ? null : Math.min(...due);
  }

  end(id: string, state: EndState, error: string | null): void {
    const job = this.#state.jobs.get(id)!;
    const earlier = this.#ended.get(`${job.name}:${job.key}`);
    if (earlier) this.#state.jobs.delete(earlier.id);
    this.#ended.set(`${job.name}:${job.key}`, job);
    Object.assign(job, { state, error });
    this.#liveOf(job.name).delete(job.key);
  }

  putBack(id: string, { dueAt, countTry, error }: { dueAt: number; countTry: boolean; error: string | null }): void {
    const job = this.#state.jobs.get(id)!;
    Object.assign(job, { state: 'queued', dueAt, error, attempts: job.attempts - (countTry ? 0 : 1) });
  }

  cancel(name: string, key: string): Job | null {
    const job = this.#liveOf(name).get(key);
    if (!job) return null;
    if (job.state === 'queued') this.end(job.id, 'cancelled', job.error);
    else job.cancelled = true;
    return toJob(job);
  }

  setPaused(name: string, paused: boolean): void {
    if (paused) this.#state.paused.add(name);
    else this.#state.paused.delete(name);
  }

  isPaused(name: string): boolean {
    return this.#state.paused.has(name);
  }

  find(name: string, key: string): Job | null {
    const job = this.#liveOf(name).get(key) ?? this.#ended.get(`${name}:${key}`);
    return job ? toJob(job) : null;
  }

  liveKeys(name: string): string[] {
    return [...this.#liveOf(name).keys()];
  }

  hasLive(name: string): boolean {
    return this.#liveOf(name).size > 0;
  }

  counts(name: string): JobCounts {
    const counts: JobCounts = { queued: 0, running: 0, failed: 0 };
    for (const job of this.#state.jobs.values()) {
      if (job.name === name && job.state in counts) counts[job.state as keyof JobCounts] += 1;
    }
    return counts;
  }

  close(): void {}

  #liveOf(name: string): Map<string, StoredJob> {
    const live = this.#live.get(name) ?? new Map<string, StoredJob>();
    this.#live.set(name, live);
    return live;
  }
}

function toJob({ dueAt: _dueAt, cancelled: _cancelled, ...job }: StoredJob): Job {
  return structuredClone(job);
}
