import { constants } from 'node:fs';
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isPinned, type ModelManifest, sizeOf } from '../../../../shared/config/models.ts';
import { AppError } from '../../../../shared/errors/AppError.ts';
import type { InstallProgress, LocatedModel } from '../../../ports/ModelStore.ts';
import { sha256File } from '../checkModelFiles.ts';
import { downloadFile } from '../downloadFile.ts';
import { requireSpace } from './freeSpace.ts';
import { declaredFile, hubFileUrl } from './hubFiles.ts';
import { type InstallRecord, type RecordedFile, readInstallRecord, writeInstallRecord } from './InstallRecord.ts';

export interface InstallOptions {
  /** Where the model's files go. */
  directory: string;
  hubUrl: string;
  freeBytes: (folder: string) => Promise<number>;
  signal: AbortSignal;
  onProgress: (done: InstallProgress) => void;
}

/** Progress is told no more often than this. */
const tellEveryMs = 100;

/**
 * Downloads a model's files into its folder, one after another. Of files the catalogue knows by name only, the hub's commit, sizes and hashes
 * are asked and recorded first; a later try goes by the same record. Errors: `model_download_failed`, `model_corrupt`, `disk_full`.
 */
export async function downloadModel(manifest: ModelManifest, options: InstallOptions): Promise<void> {
  const { hub } = manifest.from;
  if (!hub) throw new AppError('model_download_failed', { message: 'This model is on no hub.' });
  const { directory, signal } = options;
  const record = await wantedFiles(manifest, hub, options);
  const total = record.files.reduce((sum, file) => sum + file.size, 0);
  const here = await Promise.all(record.files.map((file) => bytesHere(directory, file.path)));
  const left = record.files.reduce((sum, file, n) => sum + Math.max(0, file.size - here[n]!), 0);
  requireSpace(left, await options.freeBytes(directory));
  const tell = sparingly(options.onProgress);
  let done = 0;
  for (const file of record.files) {
    signal.throwIfAborted();
    const path = join(directory, file.path);
    if (!(await isWhole(path, file))) {
      await rm(path, { force: true });
      await mkdir(dirname(path), { recursive: true });
      const revision = record.revision ?? hub.revision;
      const url = hubFileUrl({ hubUrl: options.hubUrl, repo: hub.repo, revision, path: file.path });
      try {
        file.sha256 = await downloadFile(url, path, {
          ...file,
          signal,
          onProgress: (bytes) => tell({ phase: 'downloading', bytes: done + bytes, total }),
          onVerify: () => options.onProgress({ phase: 'verifying', bytes: done + file.size, total }),
        });
        file.seen = true;
      } catch (error) {
        // What the hub declared may have been wrong: the next try asks again. What was right once stays.
        if (AppError.from(error).code === 'model_corrupt' && !file.seen)
          record.files = record.files.filter((one) => one !== file);
        throw error;
      } finally {
        await keepRecord(manifest, directory, record);
      }
    }
    done += file.size;
    options.onProgress({ phase: 'downloading', bytes: done, total });
  }
}

/** The files with what they must hash to: from the catalogue, an earlier try, or the hub. */
async function wantedFiles(
  manifest: ModelManifest,
  hub: { repo: string; revision: string },
  { directory, hubUrl, signal }: InstallOptions,
): Promise<InstallRecord> {
  const earlier = await readInstallRecord(directory);
  const files: RecordedFile[] = [];
  let revision = earlier?.revision ?? null;
  for (const file of manifest.files) {
    const known = isPinned(file) ? { ...file, gitHash: null, seen: true } : earlier?.files.find(({ path }) => path === file.path);
    if (known) {
      files.push(known);
      continue;
    }
    // The first answer names the commit; all others are asked of that one.
    const declared = await declaredFile({ hubUrl, repo: hub.repo, revision: revision ?? hub.revision, path: file.path }, signal);
    revision = declared.revision;
    files.push(declared.file);
  }
  const record = { revision, files };
  await keepRecord(manifest, directory, record);
  return record;
}

/** Pinned files need none. */
async function keepRecord(manifest: ModelManifest, directory: string, record: InstallRecord): Promise<void> {
  if (!manifest.files.every(isPinned)) await writeInstallRecord(directory, record);
}

/** Makes a model from an installed one: `make` writes the new weights, the other files are copied. Errors: `model_corrupt`, `disk_full`. */
export async function makeModel(
  manifest: ModelManifest,
  source: LocatedModel,
  options: InstallOptions & { make: (source: string, target: string, signal: AbortSignal) => Promise<void> },
): Promise<void> {
  if (manifest.task === 'generation' || source.manifest.task === 'generation') throw new Error('only encoders are made 8-bit');
  const { directory, signal } = options;
  const total = sizeOf(manifest).bytes;
  requireSpace(total, await options.freeBytes(directory));
  options.onProgress({ phase: 'making', bytes: 0, total });
  for (const file of manifest.files) {
    signal.throwIfAborted();
    const path = join(directory, file.path);
    const part = `${path}.part`;
    await mkdir(dirname(path), { recursive: true });
    if (file.path === manifest.weights) await options.make(join(source.directory, source.manifest.weights), part, signal);
    else await copyFile(join(source.directory, file.path), part, constants.COPYFILE_FICLONE);
    if (isPinned(file) && (await sha256File(part)) !== file.sha256) {
      await rm(part, { force: true });
      throw new AppError('model_corrupt', { message: 'The model made here is not the one it should be.', data: { path } });
    }
    await rename(part, path);
  }
}

async function isWhole(path: string, file: RecordedFile): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.size === file.size && file.sha256 !== null && (await sha256File(path)) === file.sha256;
}

/** Bytes of a file that have come, whole or in part. */
export async function bytesHere(directory: string, path: string): Promise<number> {
  const whole = await stat(join(directory, path)).catch(() => null);
  return (whole ?? (await stat(join(directory, `${path}.part`)).catch(() => null)))?.size ?? 0;
}

function sparingly(tell: (progress: InstallProgress) => void): (progress: InstallProgress) => void {
  let last = 0;
  return (progress) => {
    if (Date.now() - last < tellEveryMs) return;
    last = Date.now();
    tell(progress);
  };
}
