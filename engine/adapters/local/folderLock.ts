import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../../shared/errors/AppError.ts';
import { sqliteError } from './sqliteDialect.ts';

export interface FolderLock {
  release(): void;
}

/**
 * Takes the data folder for this process, or returns null when a living process has it. The lock is SQLite's own file lock, which the
 * system drops with the process: one left by a dead process cannot exist. Errors: `access_denied`, `disk_full`.
 */
export function lockFolder(dataDir: string): FolderLock | null {
  let database: Database.Database | undefined;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    database = new Database(join(dataDir, 'lock.sqlite'), { timeout: 0 });
    database.pragma('locking_mode = EXCLUSIVE');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database?.close();
    const code = (error as { code?: string }).code ?? '';
    if (code.startsWith('SQLITE_BUSY')) return null;
    if (code === 'EEXIST' || code === 'ENOTDIR')
      throw new AppError('access_denied', { message: `${dataDir} is not a folder.`, cause: error });
    throw AppError.from(sqliteError(error));
  }
  const held = database;
  return { release: () => void held.close() };
}
