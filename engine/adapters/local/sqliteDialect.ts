import type BetterSqlite3 from 'better-sqlite3';
import { SqliteAdapter, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { ErrorCode } from '../../../shared/errors/errorTable.ts';

/** Result codes of SQLite that mean something to the person or the operator. */
const codes: Record<string, ErrorCode> = {
  SQLITE_FULL: 'disk_full',
  SQLITE_NOTADB: 'library_damaged',
  SQLITE_CORRUPT: 'library_damaged',
  // The file ends before it should.
  SQLITE_IOERR_SHORT_READ: 'library_damaged',
  SQLITE_BUSY: 'library_locked',
  SQLITE_READONLY: 'access_denied',
  SQLITE_CANTOPEN: 'access_denied',
};

/** What SQLite threw, as an AppError where it has a meaning of its own. */
export function sqliteError(error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return error;
  // Extended codes (SQLITE_CORRUPT_INDEX) begin with the primary one.
  const primary = code.split('_').slice(0, 2).join('_');
  const appCode = codes[code] ?? codes[primary];
  return appCode ? new AppError(appCode, { cause: error }) : error;
}

/** Runs synchronous SQLite work with its errors translated. */
export function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw sqliteError(error);
  }
}

/** Kysely over a better-sqlite3 connection, with typed errors, and migrations that happen wholly or not at all. */
export class LocalSqliteDialect extends SqliteDialect {
  constructor(database: BetterSqlite3.Database) {
    super({ database: withTypedErrors(database) });
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }
}

/** SQLite rolls DDL back like anything else, so a migration cut off by a crash leaves nothing behind. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

const nothingToDo: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};

function withTypedErrors(database: BetterSqlite3.Database): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare: (sql) => {
      // A full disk makes SQLite roll back by itself; a second rollback would hide why.
      if (sql === 'rollback' && !database.inTransaction) return nothingToDo;
      const statement = translated(() => database.prepare(sql));
      return {
        reader: statement.reader,
        all: (parameters) => translated(() => statement.all(parameters)),
        run: (parameters) => translated(() => statement.run(parameters)),
        iterate: (parameters) => statement.iterate(parameters),
      };
    },
  };
}
