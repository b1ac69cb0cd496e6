import BetterSqlite3 from 'better-sqlite3';

/** How much of a file SQLite may keep in its own cache and map into memory. */
export interface SqliteMemory {
  cacheMb: number;
  mmapMb: number;
}

/** Opens (or creates) a SQLite file for writing: WAL, so readers never wait for the writer, and a crash loses no commit. */
export function openSqliteFile(path: string, memory: SqliteMemory): BetterSqlite3.Database {
  return configured(new BetterSqlite3(path), memory, (database) => {
    database.pragma('journal_mode = WAL');
    // In WAL mode NORMAL survives a crash of the app whole; only a power cut may take the last commits back, never half of one.
    database.pragma('synchronous = NORMAL');
    database.pragma('foreign_keys = ON');
    // A bulk load grows the WAL; give the space back at the next checkpoint.
    database.pragma('journal_size_limit = 67108864');
  });
}

/** A second connection that sees committed state only, whatever transaction is under way on the first. */
export function openSqliteReader(path: string, memory: SqliteMemory): BetterSqlite3.Database {
  return configured(new BetterSqlite3(path, { readonly: true, fileMustExist: true }), memory, () => undefined);
}

function configured(
  database: BetterSqlite3.Database,
  memory: SqliteMemory,
  more: (database: BetterSqlite3.Database) => void,
): BetterSqlite3.Database {
  try {
    database.pragma('busy_timeout = 5000');
    database.pragma(`cache_size = ${-memory.cacheMb * 1024}`);
    database.pragma(`mmap_size = ${memory.mmapMb * 1024 * 1024}`);
    more(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
