import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mastheadPaper, versions } from '../../fixtures/pdf/versions.ts';

/** Writes the papers of `versions` as PDFs into a folder; returns their paths by name. */
export async function writeRelatedPapers(folder: string): Promise<Record<keyof typeof versions, string>> {
  const written = Object.entries(versions).map(async ([name, masthead]) => {
    const path = join(folder, `${name}.pdf`);
    await writeFile(path, await mastheadPaper(masthead));
    return [name, path];
  });
  return Object.fromEntries(await Promise.all(written));
}
