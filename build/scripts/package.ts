import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, Platform } from 'electron-builder';
import { packageConfig } from '../electronBuilder.ts';
import { ensureElectron } from './electron.ts';

/**
 * `npm run package`: the app as a folder that runs without this checkout, in dist/. `npm run package -- --installer` makes what people
 * install (AppImage, nsis, dmg) and needs the official Electron; without that the folder is a test build that says so in its name.
 */
const root = join(import.meta.dirname, '../..');
const installer = process.argv.includes('--installer');

const electron = await ensureElectron();
if (installer && !electron.official) {
  console.error(
    'An installer is made with the official Electron only, and that is not on this machine: node node_modules/electron/install.js',
  );
  process.exit(1);
}
const built = spawnSync('npm', ['run', '--silent', 'build', '--', '--logLevel', 'warn'], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
if (built.status !== 0) process.exit(built.status ?? 1);

rmSync(join(root, 'dist'), { recursive: true, force: true });
await build({
  projectDir: root,
  targets: Platform.current().createTarget(installer ? null : 'dir'),
  config: packageConfig(electron.official ? null : { electronDist: dirname(electron.path), electronVersion: electron.version }),
  publish: 'never',
});
