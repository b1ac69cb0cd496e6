import type { Engine } from '../../Engine.ts';
import type { FolderLock } from './folderLock.ts';
import { type LocalEngineOptions, openLocalEngine } from './openLocalEngine.ts';
import { serveSocket } from './socket/socketServer.ts';

export interface HeldLibrary {
  engine: Engine;
  /** Lets other processes' calls end for at most `callsMs` and jobs for at most `jobsMs`, then stops every process and frees the folder. */
  close(limits: { callsMs: number; jobsMs: number }): Promise<void>;
}

/**
 * Opens and starts the engine of a folder this process has locked, and serves it to the owner's other processes. When that fails, nothing is
 * left running and the folder is free. Errors: those of `openLocalEngine`.
 */
export async function holdLibrary(options: LocalEngineOptions, lock: FolderLock): Promise<HeldLibrary> {
  let engine: Engine | undefined;
  try {
    engine = await openLocalEngine(options);
    await engine.start();
    const socket = await serveSocket(engine, options.dataDir);
    const held = engine;
    return {
      engine,
      async close({ callsMs, jobsMs }) {
        await socket.close(callsMs);
        await held.close({ timeoutMs: jobsMs });
        lock.release();
      },
    };
  } catch (error) {
    await engine?.close({ timeoutMs: 0 });
    lock.release();
    throw error;
  }
}
