import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { SqliteJobQueue } from '../../engine/adapters/local/SqliteJobQueue.ts';

const worker = fileURLToPath(new URL('./queueWorker.ts', import.meta.url));
type Told = { enqueued?: string; began?: string; attempts?: number };

/** Lets a worker process go on until it told of this many jobs it began, and kills it with SIGKILL. */
async function workAndKill(path: string, round: number, jobs: number): Promise<Told[]> {
  const child = fork(worker, [path, String(round)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const exited = once(child, 'exit');
  const told: Told[] = [];
  let began = 0;
  await new Promise<void>((resolve, reject) => {
    child.on('message', (message) => {
      told.push(message as Told);
      if ((message as Told).began && ++began === jobs) resolve();
    });
    child.on('exit', () => reject(new Error('the worker ended by itself')));
  });
  child.kill('SIGKILL');
  await exited;
  return told;
}

it('loses no job and runs interrupted ones again when the process is killed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hub-queue-crash-'));
  const path = join(folder, 'queue.sqlite');
  const told: Told[] = [];
  try {
    for (const [round, jobs] of [3, 10, 25].entries()) told.push(...(await workAndKill(path, round, jobs)));
    const queue = SqliteJobQueue.open(path);
    queue.work('test.work', { concurrency: 10 }, async (job) => {
      told.push({ began: job.key, attempts: job.attempts });
    });
    await queue.idle('test.work');
    const enqueued = told.flatMap(({ enqueued }) => enqueued ?? []);
    const states = await Promise.all(enqueued.map(async (key) => (await queue.find('test.work', key))?.state));
    expect(new Set(states)).toEqual(new Set(['completed']));
    const began = told.flatMap(({ began }) => began ?? []);
    expect(new Set(began)).toEqual(new Set([...enqueued, ...began]));
    // Interrupted tries do not count, though each job may be tried only once.
    expect(new Set(told.flatMap(({ attempts }) => attempts ?? []))).toEqual(new Set([1]));
    await queue.close({ timeoutMs: 0 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
