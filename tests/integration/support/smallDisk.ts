import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own, in memory, that can be filled to the last byte. Making one needs root on Linux. */
export class SmallDisk {
  readonly folder = mkdtempSync(join(tmpdir(), 'hub-disk-'));
  readonly #ballast = join(this.folder, 'ballast');

  private constructor(sizeMb: number) {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m`, 'tmpfs', this.folder]);
  }

  /** Null where this process may not make one. */
  static make(sizeMb: number): SmallDisk | null {
    return process.platform === 'linux' && process.getuid?.() === 0 ? new SmallDisk(sizeMb) : null;
  }

  /** Leaves no byte free. */
  async fill(): Promise<void> {
    const file = await open(this.#ballast, 'a');
    try {
      for (const size of [1 << 20, 4096]) await appendUntilFull(file, Buffer.alloc(size));
    } finally {
      await file.close();
    }
  }

  /** Gives back what `fill` took. */
  async free(): Promise<void> {
    await unlink(this.#ballast);
  }

  remove(): void {
    execFileSync('umount', ['--lazy', this.folder]);
    rmSync(this.folder, { recursive: true });
  }
}

async function appendUntilFull(file: Awaited<ReturnType<typeof open>>, bytes: Buffer): Promise<void> {
  try {
    for (;;) await file.appendFile(bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
