import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

export interface NpmPackage {
  package: string;
  version: string;
  integrity: string;
}

/** Fetches a package and unpacks these of its files into `folder`, below `package/`. It must have the pinned integrity. */
export async function unpackNpm(source: NpmPackage, folder: string, files: string[]): Promise<void> {
  const tarball = await packNpm(source, folder);
  await run('tar', ['-xzf', tarball, '-C', folder, ...files.map((file) => `package/${file}`)]);
}

/** Fetches an npm package as a tarball and checks it against the pinned integrity; returns its path. */
async function packNpm(source: NpmPackage, folder: string): Promise<string> {
  // Within an npm script npm names its own program; `npm` alone is a .cmd file on Windows, which cannot be spawned directly.
  const npm = process.env.npm_execpath;
  const options = ['--loglevel=error', '--prefer-offline', '--fetch-retries=1', '--pack-destination', folder];
  const args = ['pack', ...options, `${source.package}@${source.version}`];
  const printed = npm ? await run(process.execPath, [npm, ...args]) : await run('npm', args);
  const tarball = join(folder, printed.trim().split('\n').at(-1) as string);
  if (`sha512-${await sha512(tarball)}` !== source.integrity) {
    throw new Error(`${source.package} is not the package that is pinned`);
  }
  return tarball;
}

async function sha512(path: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  return hash.digest('base64');
}

/** Runs a program and returns what it printed; when it fails, throws the first line of its error output. */
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
    child.on('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(errors.trim().split('\n')[0] || `${program} failed`)),
    );
  });
}
