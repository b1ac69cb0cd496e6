import { setTimeout as sleep } from 'node:timers/promises';
import { lockFolder } from '../engine/adapters/local/folderLock.ts';
import { connectSocket } from '../engine/adapters/local/socket/socketClient.ts';
import { serveSocket } from '../engine/adapters/local/socket/socketServer.ts';
import type { EngineClient } from '../shared/api/routes.ts';
import type { Config } from '../shared/config/config.ts';
import { localLibraryId, localPrincipalId } from '../shared/domain/library.ts';
import { AppError } from '../shared/errors/AppError.ts';
import { openEngine } from './openEngine.ts';

export interface OpenClient extends EngineClient {
  close(): Promise<void>;
}

/** How long a process that holds the folder may take to open its socket. */
const waitForHostMs = 15_000;
const drainMs = 10_000;

/**
 * The engine of a data folder: in this process when the folder is free, else through the socket of the process that holds it.
 * Errors: `library_locked`.
 */
export async function openClient(dataDir: string, config: Config): Promise<OpenClient> {
  const giveUpAt = Date.now() + waitForHostMs;
  for (;;) {
    const lock = lockFolder(dataDir);
    if (lock) return await ownEngine(dataDir, config, lock);
    const remote = await connectSocket(dataDir);
    if (remote) return { request: remote.request, close: async () => remote.close() };
    if (Date.now() > giveUpAt) throw new AppError('library_locked');
    await sleep(200);
  }
}

async function ownEngine(dataDir: string, config: Config, lock: { release(): void }): Promise<OpenClient> {
  try {
    const engine = await openEngine(dataDir, config);
    await engine.start();
    const server = await serveSocket(engine, dataDir);
    return {
      request: (route, input, options = {}) =>
        engine.call(route, input, {
          ctx: {
            principal: { id: localPrincipalId },
            libraryId: localLibraryId,
            requestId: crypto.randomUUID(),
            signal: options.signal ?? new AbortController().signal,
          },
          ...(options.onEvent ? { emit: options.onEvent } : {}),
        }),
      async close() {
        await server.close(drainMs);
        await engine.close({ timeoutMs: 0 });
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
