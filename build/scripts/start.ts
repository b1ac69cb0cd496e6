import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureElectron } from './electron.ts';
import { ensureSystemLibraries } from './systemLibraries.ts';

/** `npm start`: whatever is missing on this machine, a build, then the app. Arguments go to the app. */
const root = join(import.meta.dirname, '../..');

if (!ensureSystemLibraries()) process.exit(1);
if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
  console.error('There is no display to open a window on. To run without one:\n\n  xvfb-run -a npm start\n');
  process.exit(1);
}
const electron = await ensureElectron();
const build = spawnSync('npm', ['run', '--silent', 'build', '--', '--logLevel', 'warn'], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
if (build.status !== 0) process.exit(build.status ?? 1);

// Chromium refuses to run as root with its sandbox.
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const app = spawn(electron.path, [...asRoot, root, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.kill(signal));
app.on('exit', (code) => process.exit(code ?? 1));
