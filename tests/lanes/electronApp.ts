import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureElectron } from '../../build/scripts/electron.ts';
import { connectSocket } from '../../engine/adapters/local/socket/socketClient.ts';
import type { EngineClient } from '../../shared/api/routes.ts';

const root = join(import.meta.dirname, '../..');

export interface RunningApp {
  process: ChildProcess;
  client: EngineClient;
}

/** Starts the built app (`npm run build` first) on a library and connects to it as the `hub` command would. */
export async function startApp(dataDir: string, env: Record<string, string> = {}): Promise<RunningApp> {
  const { path } = await ensureElectron();
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(path, [...asRoot, root, '--data', dataDir], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: await display(), ...env },
  });
  for (let tries = 0; tries < 300; tries++) {
    await sleep(100);
    const client = await connectSocket(dataDir);
    if (client) return { process: child, client };
  }
  throw new Error('the app did not open its socket');
}

export async function stopApp({ process: child }: RunningApp): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await Promise.race([ended, sleep(20_000)]);
  child.kill('SIGKILL');
}

let virtualDisplay: Promise<string> | undefined;

/** The display there is, else one virtual display for this process. */
function display(): Promise<string> {
  if (process.env.DISPLAY) return Promise.resolve(process.env.DISPLAY);
  virtualDisplay ??= (async () => {
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x800x24'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    process.on('exit', () => server.kill());
    const [number] = await once(server.stdio[3] as Readable, 'data');
    return `:${String(number).trim()}`;
  })();
  return virtualDisplay;
}
