import { existsSync } from 'node:fs';
import BetterSqlite3, { type Database, type Statement } from 'better-sqlite3';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { Job, JobCounts, JobPayload, JobState } from '../../ports/JobQueue.ts';
import type { EndState, JobRow, JobTable } from '../queue/JobTable.ts';
import { translated } from './sqliteDialect.ts';
import { openSqliteFile } from './sqliteFile.ts';

/** `delayed`: queued, and not due yet when last looked at. */
type StoredState = JobState | 'delayed';

interface StoredJob {
  seq: number;
  name: string;
  library_id: string;
  key: string;
  payload: string;
  priority: number;
  max_attempts: number;
  attempts: number;
  state: StoredState;
  due_at: number;
  cancelled: 0 | 1;
  error: string | null;
  created_at: number;
}

const schemaVersion = 1;

const live = `state in ('queued', 'delayed', 'running')`;

/** Each statement below finds its rows through one of these. */
const schema = `
  create table jobs (
    seq integer primary key autoincrement,
    name text not null,
    library_id text not null,
    key text not null,
    payload text not null,
    priority integer not null,
    max_attempts integer not null,
    attempts integer not null,
    state text not null,
    due_at integer not null,
    cancelled integer not null,
    error text,
    created_at integer not null
  );
  create index jobs_next on jobs (name, state, priority, seq);
  create index jobs_due on jobs (name, due_at) where state = 'delayed';
  create unique index jobs_live on jobs (name, key) where ${live};
  create index jobs_key on jobs (name, key, seq);
  create table paused (name text primary key);
`;

/** The jobs of a SqliteJobQueue. The statements are public for the test that looks at their plans. */
export const statements = {
  insert: `insert into jobs (name, library_id, key, payload, priority, max_attempts, attempts, state, due_at, cancelled, created_at)
    values (@name, @libraryId, @key, @payload, @priority, @maxAttempts, 0, @state, @dueAt, 0, @createdAt) returning *`,
  takePriority: 'update jobs set priority = min(priority, ?) where seq = ? returning *',
  live: `select * from jobs where name = ? and key = ? and ${live}`,
  latest: 'select * from jobs where name = ? and key = ? order by seq desc limit 1',
  // Some at a time: thousands that fall due together would make one claim long. The next claims take the others along.
  fallDue: `update jobs set state = 'queued'
    where seq in (select seq from jobs where name = ? and state = 'delayed' and due_at <= ? order by due_at limit 100)`,
  claim: `update jobs set state = 'running', attempts = attempts + 1
    where seq = (select seq from jobs where name = ? and state = 'queued' order by priority, seq limit 1) returning *`,
  nextDueAt: `select min(due_at) as at from jobs where name = ? and state = 'delayed'`,
  end: 'update jobs set state = ?, error = ? where seq = ? returning *',
  forgetOlder: `delete from jobs where name = ? and key = ? and seq < ?`,
  putBack: `update jobs set state = 'delayed', due_at = @dueAt, attempts = attempts - @uncount, error = @error where seq = @seq`,
  markCancelled: 'update jobs set cancelled = 1 where seq = ? returning *',
  liveKeys: `select key from jobs where name = ? and ${live}`,
  hasLive: `select 1 from jobs where name = ? and ${live} limit 1`,
  count: 'select count(*) as n from jobs where name = ? and state = ?',
  recover: `update jobs set state = 'queued', attempts = attempts - 1 where state = 'running'`,
  pause: 'insert or ignore into paused (name) values (?)',
  resume: 'delete from paused where name = ?',
  paused: 'select name from paused',
} as const;

type Prepared = Record<keyof typeof statements, Statement<unknown[], unknown>>;

/** Runs in the desktop's main process: each call is a few indexed statements, prepared once. */
export class SqliteJobTable implements JobTable {
  readonly #database: Database;
  readonly #prepared: Prepared;
  readonly #paused: Set<string>;

  private constructor(database: Database) {
    this.#database = database;
    const prepared = Object.entries(statements).map(([name, sql]) => [name, database.prepare(sql)]);
    this.#prepared = Object.fromEntries(prepared) as Prepared;
    this.#prepared.recover.run();
    this.#paused = new Set(this.#prepared.paused.all().map((row) => (row as { name: string }).name));
  }

  static open(path: string): SqliteJobTable {
    return translated(() => {
      if (existsSync(path)) refuseNewer(path);
      const database = openSqliteFile(path, { cacheMb: 4, mmapMb: 0 });
      try {
        database
          .transaction(() => {
            if (versionOf(database) === schemaVersion) return;
            database.exec(schema);
            database.pragma(`user_version = ${schemaVersion}`);
          })
          .immediate();
        return new SqliteJobTable(database);
      } catch (error) {
        database.close();
        throw error;
      }
    });
  }

  insert(row: JobRow): Job {
    return this.#atomic(() => {
      const existing = this.#prepared.live.get(row.name, row.key) as StoredJob | undefined;
      if (existing) return toJob(this.#prepared.takePriority.get(row.priority, existing.seq));
      const state = row.dueAt > row.createdAt ? 'delayed' : 'queued';
      return toJob(this.#prepared.insert.get({ ...row, payload: JSON.stringify(row.payload), state }));
    });
  }

  claim(name: string, now: number): { job: Job; cancelled: boolean } | null {
    return this.#atomic(() => {
      this.#prepared.fallDue.run(name, now);
      const row = this.#prepared.claim.get(name) as StoredJob | undefined;
      return row ? { job: toJob(row), cancelled: row.cancelled === 1 } : null;
    });
  }

  nextDueAt(name: string): number | null {
    return translated(() => (this.#prepared.nextDueAt.get(name) as { at: number | null }).at);
  }

  end(id: string, state: EndState, error: string | null): void {
    this.#atomic(() => {
      const row = this.#prepared.end.get(state, error, Number(id)) as StoredJob;
      this.#prepared.forgetOlder.run(row.name, row.key, row.seq);
    });
  }

  putBack(id: string, { dueAt, countTry, error }: { dueAt: number; countTry: boolean; error: string | null }): void {
    translated(() => this.#prepared.putBack.run({ seq: Number(id), dueAt, error, uncount: countTry ? 0 : 1 }));
  }

  cancel(name: string, key: string): Job | null {
    return this.#atomic(() => {
      const row = this.#prepared.live.get(name, key) as StoredJob | undefined;
      if (!row) return null;
      if (row.state === 'running') return toJob(this.#prepared.markCancelled.get(row.seq));
      this.end(String(row.seq), 'cancelled', row.error);
      return toJob(row);
    });
  }

  setPaused(name: string, paused: boolean): void {
    translated(() => this.#prepared[paused ? 'pause' : 'resume'].run(name));
    if (paused) this.#paused.add(name);
    else this.#paused.delete(name);
  }

  isPaused(name: string): boolean {
    return this.#paused.has(name);
  }

  find(name: string, key: string): Job | null {
    // A live job is always newer than the ended one of its key.
    const row = translated(() => this.#prepared.latest.get(name, key));
    return row ? toJob(row) : null;
  }

  liveKeys(name: string): string[] {
    return translated(() => this.#prepared.liveKeys.all(name)).map((row) => (row as { key: string }).key);
  }

  hasLive(name: string): boolean {
    return translated(() => this.#prepared.hasLive.get(name)) !== undefined;
  }

  counts(name: string): JobCounts {
    const count = (state: StoredState) => translated(() => this.#prepared.count.get(name, state) as { n: number }).n;
    return { queued: count('queued') + count('delayed'), running: count('running'), failed: count('failed') };
  }

  close(): void {
    this.#database.close();
  }

  #atomic<T>(work: () => T): T {
    return translated(() => this.#database.transaction(work).immediate());
  }
}

function toJob(row: unknown): Job {
  const stored = row as StoredJob;
  return {
    id: String(stored.seq),
    name: stored.name,
    libraryId: stored.library_id,
    key: stored.key,
    payload: JSON.parse(stored.payload) as JobPayload,
    priority: stored.priority,
    maxAttempts: stored.max_attempts,
    attempts: stored.attempts,
    state: stored.state === 'delayed' ? 'queued' : stored.state,
    error: stored.error,
    createdAt: stored.created_at,
  };
}

function refuseNewer(path: string): void {
  const database = new BetterSqlite3(path, { readonly: true });
  try {
    if (versionOf(database) > schemaVersion) throw new AppError('library_newer');
  } finally {
    database.close();
  }
}

function versionOf(database: Database): number {
  return database.pragma('user_version', { simple: true }) as number;
}
