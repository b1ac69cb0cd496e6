import { mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256File } from '../../engine/adapters/local/checkModelFiles.ts';
import { languagesFileSchema } from '../../shared/config/languages.ts';
import { unpackNpm } from './npmPackage.ts';

const resources = fileURLToPath(new URL('../../resources', import.meta.url));
const folder = join(resources, 'tessdata');

/**
 * Puts the language that text on scans is recognised in into resources/tessdata, from the npm package that ships it. If it cannot be had, that is
 * reported, never thrown: the app works without, and reads no scans.
 */
export async function fetchLanguage(): Promise<void> {
  const { shipped, languages } = languagesFileSchema.parse(JSON.parse(await readFile(join(resources, 'languages.json'), 'utf8')));
  const language = languages.find(({ code }) => code === shipped)!;
  const target = join(folder, `${shipped}.traineddata.gz`);
  const isRight = async (path: string) =>
    (await stat(path).catch(() => null)) !== null && (await sha256File(path)) === language.sha256;
  try {
    if (await isRight(target)) return console.log(`Text recognition, ${language.title}: present, checksum matches`);
    await mkdir(folder, { recursive: true });
    const work = await mkdtemp(join(folder, '.fetch-'));
    try {
      await unpackNpm(language.npm, work, [language.npm.file]);
      const unpacked = join(work, 'package', language.npm.file);
      if (!(await isRight(unpacked))) throw new Error('its file does not match its checksum');
      await rename(unpacked, target);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
    console.log(`Text recognition, ${language.title}: fetched from npm, checksum matches`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.log(
      `Text recognition, ${language.title}: missing (${reason.trim()}). Scans are not read; run "npm install" when online.`,
    );
  }
}

if (import.meta.main) await fetchLanguage();
