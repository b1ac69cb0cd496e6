import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteJobQueue } from '../../engine/adapters/local/SqliteJobQueue.ts';
import { emptyQueueState, MemoryJobQueue } from '../../engine/adapters/memory/MemoryJobQueue.ts';
import type { JobQueue } from '../../engine/ports/JobQueue.ts';
import { defineJobQueueContract } from './JobQueue.contract.ts';

const closeAll = async (queues: JobQueue[]) => {
  for (const queue of queues) await queue.close({ timeoutMs: 0 });
};

defineJobQueueContract('memory', async (options) => {
  let state = emptyQueueState();
  const queues = [new MemoryJobQueue({ ...options, state })];
  return {
    queue: queues[0]!,
    restart: async (how) => {
      if (how === 'closed') await queues.at(-1)!.close({ timeoutMs: 1000 });
      // The killed one may go on with its own copy, as little as a dead process can touch what the next one sees.
      else state = structuredClone(state);
      const next = new MemoryJobQueue({ ...options, state });
      queues.push(next);
      return next;
    },
    close: () => closeAll(queues),
  };
});

defineJobQueueContract('SQLite', async (options) => {
  const folder = await mkdtemp(join(tmpdir(), 'hub-queue-'));
  let generation = 0;
  const path = () => join(folder, String(generation), 'queue.sqlite');
  await mkdir(join(folder, '0'));
  const queues = [SqliteJobQueue.open(path(), options)];
  return {
    queue: queues[0]!,
    restart: async (how) => {
      if (how === 'closed') await queues.at(-1)!.close({ timeoutMs: 1000 });
      else {
        // The files as they lie on disk at this moment.
        generation += 1;
        await cp(join(folder, String(generation - 1)), join(folder, String(generation)), { recursive: true });
      }
      const next = SqliteJobQueue.open(path(), options);
      queues.push(next);
      return next;
    },
    close: async () => {
      await closeAll(queues);
      await rm(folder, { recursive: true, force: true });
    },
  };
});
