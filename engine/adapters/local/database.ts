import { existsSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { Logger } from '../../ports/Logger.ts';
import { migrations as libraryMigrations } from './migrations/index.ts';
import type { Schema } from './schema.ts';
import { LocalSqliteDialect, translated } from './sqliteDialect.ts';
import { openSqliteFile, openSqliteReader } from './sqliteFile.ts';

/** The library database, open. One process holds it for writing. */
export interface LibraryDatabase {
  /** For everything that can be written portably. One connection: transactions queue up behind each other. */
  db: Kysely<Schema>;
  /** Read-only connection for hand-tuned queries; sees what is committed. Never write through it. */
  reader: BetterSqlite3.Database;
  /**
   * Runs synchronous work in one transaction on the writing connection, when no other transaction holds it. For bulk writes with
   * prepared statements.
   */
  write<T>(work: (raw: BetterSqlite3.Database) => T): Promise<T>;
  close(): Promise<void>;
}

const memory = { cacheMb: 64, mmapMb: 256 };
/** A statement that takes longer is worth a line in the log. */
const slowMs = 250;

/**
 * Opens the library database at `path`, creating or migrating it. Errors: `library_newer` (the file is left as it is),
 * `library_damaged`, `disk_full`, `access_denied`.
 */
export async function openDatabase(
  path: string,
  { migrations = libraryMigrations, log }: { migrations?: Record<string, Migration>; log?: Logger } = {},
): Promise<LibraryDatabase> {
  translated(() => refuseNewer(path, migrations));
  const raw = translated(() => openSqliteFile(path, memory));
  const db = new Kysely<Schema>({
    dialect: new LocalSqliteDialect(raw),
    log: ({ query, queryDurationMillis }) => {
      // The statement's text only: its parameters are what people wrote.
      if (queryDurationMillis > slowMs)
        log?.warn({ sql: query.sql.slice(0, 200), durationMs: queryDurationMillis }, 'slow statement');
    },
  });
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
    const { error } = await migrator.migrateToLatest();
    if (error) throw error;
    const reader = translated(() => openSqliteReader(path, memory));
    return {
      db,
      reader,
      write: (work) => db.connection().execute(async () => translated(() => raw.transaction(() => work(raw)).immediate())),
      close: async () => {
        reader.close();
        // Lets the query planner keep its statistics fresh at no cost worth naming.
        raw.pragma('optimize');
        await db.destroy();
      },
    };
  } catch (error) {
    raw.close();
    throw error;
  }
}

/** Looks before anything is written: a file that ran migrations unknown here belongs to a newer version. */
function refuseNewer(path: string, migrations: Record<string, Migration>): void {
  if (!existsSync(path)) return;
  const database = new BetterSqlite3(path, { readonly: true });
  try {
    const table = database.prepare("select 1 from sqlite_master where type = 'table' and name = 'kysely_migration'").get();
    if (!table) return;
    const executed = database.prepare<[], { name: string }>('select name from kysely_migration').all();
    const unknown = executed.filter(({ name }) => !(name in migrations)).map(({ name }) => name);
    if (unknown.length > 0) throw new AppError('library_newer', { data: { migrations: unknown } });
  } finally {
    database.close();
  }
}
