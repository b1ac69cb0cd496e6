import { SqliteJobQueue } from '../../engine/adapters/local/SqliteJobQueue.ts';

/** A process that enqueues jobs and works on them until it is killed, telling what it was promised. */
const queue = SqliteJobQueue.open(process.argv[2]!);
const round = process.argv[3]!;
queue.work('test.work', { concurrency: 2 }, async (job) => {
  process.send!({ began: job.key, attempts: job.attempts });
  await new Promise((resolve) => setTimeout(resolve, 2));
});
for (let n = 0; n < 100_000; n++) {
  const key = `${round}-${n}`;
  await queue.enqueue({ name: 'test.work', libraryId: 'ours', key, payload: { n }, maxAttempts: 1 });
  process.send!({ enqueued: key });
  if (n % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
}
