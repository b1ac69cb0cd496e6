import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isPinned, type ModelFile, type PinnedFile } from '../../../../shared/config/models.ts';

const name = '.installed.json';

const recordSchema = z.object({
  /** The hub's commit all files are of; null for files imported from this machine. */
  revision: z.string().nullable(),
  files: z.array(
    z.object({
      path: z.string(),
      size: z.number().int().positive(),
      /** As declared by the hub or, once the file is here, as found. */
      sha256: z.string().nullable(),
      /** What the hub declares of small files instead. */
      gitHash: z.string().nullable(),
      /** Whether these bytes have been here: from then on they are the only right ones. */
      seen: z.boolean(),
    }),
  ),
});

/**
 * What was fixed about the files of a model that the catalogue knows by name only. It lies beside them: written when an installation begins,
 * so that one that goes on asks for the same bytes, and complete when every file has its SHA-256.
 */
export type InstallRecord = z.infer<typeof recordSchema>;
export type RecordedFile = InstallRecord['files'][number];

export async function readInstallRecord(directory: string): Promise<InstallRecord | null> {
  try {
    return recordSchema.parse(JSON.parse(await readFile(join(directory, name), 'utf8')));
  } catch {
    return null;
  }
}

export async function writeInstallRecord(directory: string, record: InstallRecord): Promise<void> {
  await mkdir(directory, { recursive: true });
  const temporary = join(directory, `${name}.${process.pid}`);
  await writeFile(temporary, JSON.stringify(record, null, 2));
  await rename(temporary, join(directory, name));
}

/** A model's files with their hashes, from the catalogue and the record; null while one is not known. */
export function pinnedFiles(files: readonly ModelFile[], record: InstallRecord | null): PinnedFile[] | null {
  const pinned = files.map((file) => {
    if (isPinned(file)) return file;
    const recorded = record?.files.find(({ path }) => path === file.path);
    return recorded?.sha256 ? { path: file.path, size: recorded.size, sha256: recorded.sha256 } : null;
  });
  return pinned.includes(null) ? null : (pinned as PinnedFile[]);
}
