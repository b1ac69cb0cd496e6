import { constants } from 'node:fs';
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isPinned, type ModelManifest } from '../../../../shared/config/models.ts';
import { AppError } from '../../../../shared/errors/AppError.ts';
import { checkModelFiles, sha256File } from '../checkModelFiles.ts';
import { requireSpace } from './freeSpace.ts';
import { type RecordedFile, writeInstallRecord } from './InstallRecord.ts';

/** The catalogue's model whose pinned files a folder holds; null where none fits. */
export async function recogniseFolder(source: string, models: readonly ModelManifest[]): Promise<ModelManifest | null> {
  for (const manifest of models) {
    const pinned = manifest.files.filter(isPinned);
    if (pinned.length < manifest.files.length) continue;
    const { missing, corrupt } = await checkModelFiles(pinned, source);
    if (missing.length + corrupt.length === 0) return manifest;
  }
  return null;
}

/**
 * Copies a folder's files as those of a catalogue entry. Pinned ones must be the pinned bytes; the hashes of the others are recorded as they
 * are, and hold from then on. Errors: `model_not_recognised`, `model_corrupt`, `disk_full`.
 */
export async function importFolder(
  source: string,
  manifest: ModelManifest,
  { directory, freeBytes }: { directory: string; freeBytes: (folder: string) => Promise<number> },
): Promise<void> {
  const sizes = await Promise.all(
    manifest.files.map(async ({ path }) => (await stat(join(source, path)).catch(() => null))?.size),
  );
  const absent = manifest.files.filter((_, n) => !sizes[n]).map(({ path }) => path);
  if (absent.length > 0)
    throw new AppError('model_not_recognised', {
      message: `The folder does not hold ${manifest.title}: ${absent.join(', ')} is missing.`,
      data: { absent },
    });
  requireSpace(
    sizes.reduce((sum: number, size) => sum + size!, 0),
    await freeBytes(directory),
  );
  const files: RecordedFile[] = [];
  for (const [n, file] of manifest.files.entries()) {
    const part = join(directory, `${file.path}.part`);
    await mkdir(dirname(part), { recursive: true });
    await copyFile(join(source, file.path), part, constants.COPYFILE_FICLONE);
    const sha256 = await sha256File(part);
    if (isPinned(file) && sha256 !== file.sha256) {
      await rm(part, { force: true });
      throw new AppError('model_corrupt', {
        message: `${file.path} is not the file of ${manifest.title}.`,
        data: { path: file.path },
      });
    }
    files.push({ path: file.path, size: sizes[n]!, sha256, gitHash: null, seen: true });
  }
  for (const { path } of files) await rename(join(directory, `${path}.part`), join(directory, path));
  if (!manifest.files.every(isPinned)) await writeInstallRecord(directory, { revision: null, files });
}
