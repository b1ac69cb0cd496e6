import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../../shared/errors/AppError.ts';

export interface FolderLock {
  release(): void;
}

/**
 * Takes the data folder for this process, or returns null when a living process has it. The lock is SQLite's own file lock, which the
 * system drops with the process: one left by a dead process cannot exist.
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
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return null;
    throw AppError.from(error);
  }
  const held = database;
  return { release: () => void held.close() };
}
