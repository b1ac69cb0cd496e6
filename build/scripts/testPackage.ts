import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { ensureElectron } from './electron.ts';
import { ensureSystemLibraries } from './systemLibraries.ts';

/** `npm run test:package`: makes the packaged folder, then runs it without this checkout (Linux). */
const root = join(import.meta.dirname, '../..');

if (!ensureSystemLibraries()) process.exit(1);
const { official } = await ensureElectron();
run(process.execPath, [join(root, 'build/scripts/package.ts')]);
const display = process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? [] : ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24'];
const playwright = [join(root, 'node_modules/.bin/playwright'), 'test', '--project=packaged'];
const [command, ...args] = [...display, ...playwright] as [string, ...string[]];
run(command, args);

function run(command: string, args: string[]): void {
  const env = {
    ...process.env,
    HUB_NODE_MODULES: realpathSync(join(root, 'node_modules')),
    HUB_PACKAGED_EXECUTABLE: official ? 'ai-research-hub' : 'ai-research-hub-test-build',
  };
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env });
  if (error) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
}
