import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { PinnedFile } from '../../../shared/config/models.ts';

/** SHA-256 of a file, hex. */
export async function sha256File(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { signal }), hash);
  return hash.digest('hex');
}

/** The hash git names a file's content by, hex: what the hub declares of its small files. */
export async function gitHashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha1').update(`blob ${(await stat(path)).size}\0`);
  await pipeline(createReadStream(path, { signal }), hash);
  return hash.digest('hex');
}

/**
 * Compares a folder with pinned files: which are not there, and which hold other bytes. `hashOf` may answer from a cache.
 */
export async function checkModelFiles(
  files: readonly PinnedFile[],
  directory: string,
  hashOf: (path: string) => Promise<string> = sha256File,
): Promise<{ missing: string[]; corrupt: string[] }> {
  const missing: string[] = [];
  const corrupt: string[] = [];
  for (const file of files) {
    const path = join(directory, file.path);
    const found = await stat(path).catch(() => undefined);
    if (!found) missing.push(file.path);
    else if (found.size !== file.size || (await hashOf(path)) !== file.sha256) corrupt.push(file.path);
  }
  return { missing, corrupt };
}
