import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureElectron } from './electron.ts';
import { ensureSystemLibraries } from './systemLibraries.ts';

/**
 * `npm start`: whatever is missing on this machine, a build, then the app. `npm run dev`: the same with Vite's server, so that a change
 * of the renderer shows at once. Arguments go to the app.
 */
const root = join(import.meta.dirname, '../..');
const [mode, ...rest] = process.argv.slice(2);
const develop = mode === 'dev';
const appArguments = develop ? rest : process.argv.slice(2);

if (!ensureSystemLibraries()) process.exit(1);
if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
  const command = develop ? 'npm run dev' : 'npm start';
  console.error(`There is no display to open a window on. To run without one:\n\n  xvfb-run -a ${command}\n`);
  process.exit(1);
}
const electron = await ensureElectron();
// Chromium refuses to run as root with its sandbox.
const asRoot = process.getuid?.() === 0;
if (develop) {
  follow(['dev', '--', ...appArguments], join(root, 'node_modules/.bin/electron-vite'), {
    ELECTRON_EXEC_PATH: electron.path,
    ...(asRoot ? { NO_SANDBOX: '1' } : {}),
  });
} else {
  const build = spawnSync('npm', ['run', '--silent', 'build', '--', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (build.status !== 0) process.exit(build.status ?? 1);
  follow([...(asRoot ? ['--no-sandbox'] : []), root, ...appArguments], electron.path, {});
}

/** Runs it in the foreground and ends with it. */
function follow(args: string[], command: string, env: Record<string, string>): void {
  const child = spawn(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: develop && process.platform === 'win32',
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}
