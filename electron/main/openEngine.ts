import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lockFolder } from '../../engine/adapters/local/folderLock.ts';
import { holdLibrary } from '../../engine/adapters/local/holdLibrary.ts';
import type { Engine } from '../../engine/Engine.ts';
import type { Logger } from '../../engine/ports/Logger.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { HostConfig } from './config.ts';
import type { Settings } from './settings/Settings.ts';
import { utilityLauncher } from './utilityLauncher.ts';

export interface OpenEngine {
  engine: Engine;
  /** Lets running work end for at most `timeoutMs`, then stops every process and frees the folder. */
  close(timeoutMs: number): Promise<void>;
}

/** How long another process (a `hub` command) may keep the folder before the app gives up. */
const waitForFolderMs = 10_000;

/** Opens and starts the library's engine, its processes as utility processes, and the socket for `hub`. Errors: `library_locked`. */
export async function openEngine(config: HostConfig, settings: Settings, resourcesDir: string, log: Logger): Promise<OpenEngine> {
  const lock = await takeFolder(config.dataDir);
  const { engine, close } = await holdLibrary(
    {
      dataDir: config.dataDir,
      config: config.engine,
      resourcesDir,
      // The built entries lie beside this bundle.
      launch: utilityLauncher((name) => join(import.meta.dirname, `${name}.js`)),
      log,
      chosen: {
        endpoint: () => settings.endpoint(),
        ocrLanguages: () => (settings.values.ocr.on ? settings.values.ocr.languages : []),
        lookUps: () => settings.values.lookups,
        languageModel: () => ({ id: settings.values.languageModel, writes: settings.values.generator === 'local' }),
        device: settings.values.device,
      },
    },
    lock,
  );
  return { engine, close: (timeoutMs) => close({ callsMs: timeoutMs / 2, jobsMs: timeoutMs / 2 }) };
}

async function takeFolder(dataDir: string) {
  const giveUpAt = Date.now() + waitForFolderMs;
  for (;;) {
    const lock = lockFolder(dataDir);
    if (lock) return lock;
    if (Date.now() > giveUpAt) throw new AppError('library_locked');
    await sleep(200);
  }
}
