import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import type { FolderLock } from '../engine/adapters/local/folderLock.ts';
import { type HeldLibrary, holdLibrary } from '../engine/adapters/local/holdLibrary.ts';
import { type LocalEngineOptions, openLocalPorts } from '../engine/adapters/local/openLocalEngine.ts';
import type { EnginePorts } from '../engine/EnginePorts.ts';
import { nodeLauncher } from '../engine/processes/nodeLauncher.ts';
import type { Config } from '../shared/config/config.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The engine on plain Node, its processes as Node children, held by this process. Frees the folder when it cannot be opened. */
export async function holdOnNode(dataDir: string, config: Config, lock: FolderLock): Promise<HeldLibrary> {
  return await holdLibrary(optionsFor(dataDir, config), lock);
}

/** The ports alone, for commands that work below the engine. The caller holds the folder's lock. */
export async function openPorts(dataDir: string, config: Config): Promise<{ ports: EnginePorts; close: () => Promise<void> }> {
  return await openLocalPorts(optionsFor(dataDir, config));
}

function optionsFor(dataDir: string, config: Config): LocalEngineOptions {
  return {
    dataDir,
    config,
    resourcesDir: join(root, 'resources'),
    launch: nodeLauncher((name) => join(root, 'engine/processes/entries', `${name}.ts`)),
    // Standard output belongs to the command's result.
    log: pino({ level: config.HUB_LOG_LEVEL }, pino.destination({ dest: 2, sync: true })),
  };
}
