import { setTimeout as sleep } from 'node:timers/promises';
import { lockFolder } from '../engine/adapters/local/folderLock.ts';
import type { HeldLibrary } from '../engine/adapters/local/holdLibrary.ts';
import { connectSocket } from '../engine/adapters/local/socket/socketClient.ts';
import type { EngineClient } from '../shared/api/routes.ts';
import type { Config } from '../shared/config/config.ts';
import { localLibraryId, localPrincipalId } from '../shared/domain/library.ts';
import { AppError } from '../shared/errors/AppError.ts';
import { holdOnNode } from './nodeEngine.ts';

export interface OpenClient extends EngineClient {
  close(): Promise<void>;
}

/** How long a process that holds the folder may take to open its socket. */
const waitForHostMs = 15_000;
const drainMs = 10_000;

/**
 * The engine of a data folder: in this process when the folder is free, else through the socket of the process that holds it. When that
 * process ends meanwhile, the request is made again, here or of the next one that holds it; its events may then come twice.
 * Errors: `library_locked`.
 */
export async function openClient(dataDir: string, config: Config): Promise<OpenClient> {
  let client = await openOnce(dataDir, config);
  return {
    async request(route, input, options) {
      for (;;) {
        try {
          return await client.request(route, input, options);
        } catch (error) {
          if (AppError.from(error).code !== 'connection_lost') throw error;
          client = await openOnce(dataDir, config);
        }
      }
    },
    close: () => client.close(),
  };
}

async function openOnce(dataDir: string, config: Config): Promise<OpenClient> {
  const giveUpAt = Date.now() + waitForHostMs;
  for (;;) {
    const lock = lockFolder(dataDir);
    if (lock) return clientOf(await holdOnNode(dataDir, config, lock));
    const remote = await connectSocket(dataDir);
    if (remote) return { request: remote.request, close: async () => remote.close() };
    if (Date.now() > giveUpAt) throw new AppError('library_locked');
    await sleep(200);
  }
}

function clientOf({ engine, close }: HeldLibrary): OpenClient {
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
    // Papers still being taken in go on with the next command; other commands' calls may end.
    close: () => close({ callsMs: drainMs, jobsMs: 0 }),
  };
}
