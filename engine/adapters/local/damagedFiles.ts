import { existsSync, renameSync, rmSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { Logger } from '../../ports/Logger.ts';
import { SqliteJobQueue } from './SqliteJobQueue.ts';

/**
 * Throws `library_damaged` when the folder holds papers but no library file, or an empty one: SQLite would quietly begin a new library there, and throw
 * away what its log still holds of the old one.
 */
export async function refuseLostLibrary(dataDir: string): Promise<void> {
  const { size } = await stat(join(dataDir, 'library.sqlite')).catch(() => ({ size: 0 }));
  if (size > 0) return;
  const held = await readdir(join(dataDir, 'blobs')).catch(() => []);
  // Folders of blobs are named by the first digits of their hashes.
  if (held.some((name) => /^[0-9a-f]{2}$/.test(name)))
    throw new AppError('library_damaged', { message: 'The library file is gone or empty, though its papers are still there.' });
}

/** Opens the queue's file. A damaged one is put aside: which documents are owed work is in the library, and they are enqueued again. */
export function openQueue(path: string, log: Logger): SqliteJobQueue {
  try {
    return SqliteJobQueue.open(path, { log });
  } catch (error) {
    if (!AppError.is(error) || error.code !== 'library_damaged') throw error;
    const aside = `${path}.damaged`;
    log.error({ aside }, 'the queue is damaged; a new one is begun and the damaged file is kept');
    renameSync(path, aside);
    for (const part of ['-wal', '-shm']) if (existsSync(path + part)) rmSync(path + part);
    return SqliteJobQueue.open(path, { log });
  }
}
