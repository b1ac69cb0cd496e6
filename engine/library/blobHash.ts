import { AppError } from '../../shared/errors/AppError.ts';

/** Errors: `invalid_input` for what is no SHA-256 in lower-case hex (and so could be a path). */
export function checkBlobHash(hash: string): void {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new AppError('invalid_input', { message: 'This is not the hash of a stored file.' });
}

/** A half-open byte range within `size`, cut off at the end. Errors: `invalid_input` for one that is none. */
export function byteRange(range: { start: number; end: number } | undefined, size: number): { start: number; end: number } {
  const { start, end } = range ?? { start: 0, end: size };
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || end < start) {
    throw new AppError('invalid_input', { message: 'The byte range is not valid.' });
  }
  return { start: Math.min(start, size), end: Math.min(end, size) };
}
