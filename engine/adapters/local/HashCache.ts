import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { sha256File } from './checkModelFiles.ts';

const savedSchema = z.record(z.string(), z.object({ stamp: z.string(), sha256: z.string() }));

/**
 * Remembers the SHA-256 of large files by path, size and times, in memory and in a small JSON file, so that a start does not read
 * them again. A file that changed in any of these is hashed anew. The JSON file is a convenience: unreadable or unwritable, hashes
 * are computed.
 */
export class HashCache {
  readonly #path: string;
  #known: z.infer<typeof savedSchema> | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  async hashOf(path: string): Promise<string> {
    this.#known ??= await this.#read();
    // The change time is told by the system alone: a program that sets a file's modification time back does not escape.
    const { size, mtimeMs, ctimeMs } = await stat(path);
    const stamp = `${size} ${mtimeMs} ${ctimeMs}`;
    const known = this.#known[path];
    if (known?.stamp === stamp) return known.sha256;
    const sha256 = await sha256File(path);
    this.#known[path] = { stamp, sha256 };
    await this.#write();
    return sha256;
  }

  async #read(): Promise<z.infer<typeof savedSchema>> {
    try {
      return savedSchema.parse(JSON.parse(await readFile(this.#path, 'utf8')));
    } catch {
      return {};
    }
  }

  async #write(): Promise<void> {
    const temporary = `${this.#path}.${process.pid}`;
    try {
      await mkdir(dirname(this.#path), { recursive: true });
      await writeFile(temporary, JSON.stringify(this.#known, null, 2));
      await rename(temporary, this.#path);
    } catch {
      // A read-only folder: the next start hashes again.
    }
  }
}
