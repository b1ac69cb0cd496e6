import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../../../shared/errors/AppError.ts';

/** What a download leaves free: the library has to be written too. */
const reserve = 200e6;

/** Bytes free for this user on the disk of a folder that may not exist yet. */
export async function freeBytesOf(folder: string): Promise<number> {
  for (let at = folder; ; at = dirname(at)) {
    const found = await statfs(at).catch(() => null);
    if (found) return found.bavail * found.bsize;
    if (at === dirname(at)) return Number.POSITIVE_INFINITY;
  }
}

/** Errors: `disk_full`, with how much is needed and how much is there. */
export function requireSpace(needed: number, free: number): void {
  if (needed === 0 || needed + reserve <= free) return;
  throw new AppError('disk_full', {
    message: `There is too little space on the disk: ${inWords(needed)} are needed and ${inWords(free)} are free.`,
    data: { needed, free },
  });
}

const inWords = (bytes: number) => (bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`);
