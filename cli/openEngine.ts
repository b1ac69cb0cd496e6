import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { openLocalEngine } from '../engine/adapters/local/openLocalEngine.ts';
import type { Engine } from '../engine/Engine.ts';
import { nodeLauncher } from '../engine/processes/nodeLauncher.ts';
import type { Config } from '../shared/config/config.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The engine on plain Node: its processes are Node children. The caller holds the folder's lock. */
export async function openEngine(dataDir: string, config: Config): Promise<Engine> {
  return await openLocalEngine({
    dataDir,
    config,
    resourcesDir: join(root, 'resources'),
    launch: nodeLauncher((name) => join(root, 'engine/processes/entries', `${name}.ts`)),
    // Standard output belongs to the command's result.
    log: pino({ level: config.HUB_LOG_LEVEL }, pino.destination({ dest: 2, sync: true })),
  });
}
