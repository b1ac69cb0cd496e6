import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What the files of a folder and those below it hold together. What vanishes meanwhile or cannot be read counts nothing. */
export async function folderBytes(folder: string): Promise<number> {
  let bytes = 0;
  try {
    for await (const entry of await opendir(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) bytes += await folderBytes(path);
      else if (entry.isFile()) bytes += (await stat(path).catch(() => null))?.size ?? 0;
    }
  } catch {
    return bytes;
  }
  return bytes;
}
