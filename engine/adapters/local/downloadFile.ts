import { open, rename, rm, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../../shared/errors/AppError.ts';
import { gitHashFile, sha256File } from './checkModelFiles.ts';

/** Tries in a row that may bring not one byte before the download is given up. */
const fruitlessTries = 3;
/** A connection that sends nothing for this long counts as broken. */
const stallMs = 30_000;

export interface DownloadOptions {
  size: number;
  /** What the bytes must hash to; at least one is known. */
  sha256: string | null;
  gitHash?: string | null;
  signal: AbortSignal;
  /** Bytes of the file that are on disk now. */
  onProgress: (bytes: number) => void;
  /** All bytes are here and are being checked. */
  onVerify?: () => void;
}

/**
 * Downloads to `path` by way of `path.part`, which a later call continues (HTTP Range) after a broken connection, a cancel or a
 * restart. The file appears under its name only when its bytes are those expected. Returns its SHA-256.
 * Errors: `model_download_failed`, `model_corrupt` (the part is deleted), `disk_full`, `cancelled`.
 */
export async function downloadFile(url: string, path: string, options: DownloadOptions): Promise<string> {
  const part = `${path}.part`;
  let failures = 0;
  for (;;) {
    const before = await sizeOf(part);
    if (before >= options.size) break;
    try {
      await continuePart(url, part, before, options);
    } catch (error) {
      options.signal.throwIfAborted();
      if (AppError.is(error) || isDiskError(error)) throw AppError.from(error);
      failures = (await sizeOf(part)) > before ? 0 : failures + 1;
      if (failures === fruitlessTries) throw downloadFailed(url, reasonOf(error), error);
      await sleep(500 * 2 ** failures, undefined, { signal: options.signal });
    }
  }
  options.onVerify?.();
  const found = await verified(part, options);
  if (found === null) {
    await rm(part, { force: true });
    throw new AppError('model_corrupt', { message: 'The download does not match its checksum.', data: { url } });
  }
  await rename(part, path);
  return found;
}

/** The SHA-256 of a file that is what was expected; null for another. */
async function verified(part: string, { size, sha256, gitHash, signal }: DownloadOptions): Promise<string | null> {
  if ((await sizeOf(part)) !== size) return null;
  if (gitHash && (await gitHashFile(part, signal)) !== gitHash) return null;
  const found = await sha256File(part, signal);
  return sha256 && found !== sha256 ? null : found;
}

/** One connection: appends what it brings; returns at the end of the file, throws when it breaks before. */
async function continuePart(url: string, part: string, from: number, options: DownloadOptions): Promise<void> {
  const stall = new AbortController();
  const timer = setTimeout(() => stall.abort(new Error('the connection fell silent')), stallMs);
  try {
    const response = await fetch(url, {
      // Ranges count the bytes sent, so they must be the file's own.
      headers: { 'accept-encoding': 'identity', ...(from > 0 ? { range: `bytes=${from}-` } : {}) },
      signal: AbortSignal.any([options.signal, stall.signal]),
    });
    if (response.status >= 500 || response.status === 429) throw new Error(`HTTP ${response.status}`);
    if (from > 0 && !continues(response, from)) {
      // What is here does not go with what the server has (416, or another place): from the beginning.
      await response.body?.cancel();
      await rm(part, { force: true });
      throw new Error(`HTTP ${response.status} for the rest of a file`);
    }
    if (!response.ok || !response.body) throw downloadFailed(url, `HTTP ${response.status}`);
    // A server that knows no ranges sends the file from its beginning.
    let at = response.status === 206 ? from : 0;
    const file = await open(part, at > 0 ? 'a' : 'w');
    try {
      for await (const bytes of response.body) {
        timer.refresh();
        await file.appendFile(bytes);
        at += bytes.length;
        options.onProgress(at);
        if (at > options.size) return;
      }
    } finally {
      await file.close();
    }
    if (at < options.size) throw new Error('the connection ended early');
  } finally {
    clearTimeout(timer);
  }
}

/** Whether an answer to a range request may be used: the rest from there, the whole file, or an error told as such. */
function continues(response: Response, from: number): boolean {
  if (response.status === 416) return false;
  const start = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1];
  return response.status !== 206 || start === undefined || Number(start) === from;
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}

function isDiskError(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** fetch says only "fetch failed"; its cause says why. */
function reasonOf(error: unknown): string {
  const cause = (error as Error).cause ?? error;
  return cause instanceof Error ? cause.message : String(cause);
}

function downloadFailed(url: string, reason: string, cause?: unknown): AppError {
  return new AppError('model_download_failed', {
    message: `The model could not be downloaded (${reason}).`,
    data: { url },
    cause,
  });
}
