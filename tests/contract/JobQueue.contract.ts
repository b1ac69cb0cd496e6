import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Job, type JobQueue, type NewJob, RetryAfter } from '../../engine/ports/JobQueue.ts';
import { AppError } from '../../shared/errors/AppError.ts';

export interface JobQueueUnderTest {
  queue: JobQueue;
  /** A new queue over what the current one left: `killed` as if its process had died at this moment, `closed` after it was closed. */
  restart(how: 'killed' | 'closed'): Promise<JobQueue>;
  close(): Promise<void>;
}

const name = 'test.work';

function newJob(key: string, more: Partial<NewJob> = {}): NewJob {
  return { name, libraryId: 'ours', key, payload: { documentId: key }, ...more };
}

/** A gate that a test opens. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

const aborted = (signal: AbortSignal) => new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));

/** `open` gives an empty queue with these waits after a failed try and, at closing, for handlers that were aborted. */
export function defineJobQueueContract(
  adapter: string,
  open: (options: { backoffMs: (attempt: number) => number; graceMs: number }) => Promise<JobQueueUnderTest>,
): void {
  describe(`JobQueue contract: ${adapter}`, () => {
    let subject: JobQueueUnderTest;
    let queue: JobQueue;
    let backoffs: number[];
    beforeEach(async () => {
      backoffs = [];
      subject = await open({
        backoffMs: (attempt) => {
          backoffs.push(attempt);
          return 5;
        },
        graceMs: 20,
      });
      queue = subject.queue;
    });
    afterEach(() => subject.close());

    /** Takes the jobs and notes their keys in the order they begin. */
    function record(on: JobQueue = queue, concurrency = 1): string[] {
      const keys: string[] = [];
      on.work(name, { concurrency }, async (job) => {
        keys.push(job.key);
      });
      return keys;
    }

    describe('order', () => {
      it('is by priority, lower first, and first in first out within one', async () => {
        for (const [key, priority] of [
          ['b1', 100],
          ['c1', 200],
          ['a1', 1],
          ['b2', 100],
          ['a2', 1],
          ['c2', 200],
        ] as const) {
          await queue.enqueue(newJob(key, { priority }));
        }
        const keys = record();
        await queue.idle(name);
        expect(keys).toEqual(['a1', 'a2', 'b1', 'b2', 'c1', 'c2']);
      });

      it('lets a job wait for its time, and others pass it', async () => {
        const before = Date.now();
        let ranAt = 0;
        const keys: string[] = [];
        queue.work(name, { concurrency: 1 }, async (job) => {
          keys.push(job.key);
          if (job.key === 'later') ranAt = Date.now();
        });
        await queue.enqueue(newJob('later', { delayMs: 60, priority: 1 }));
        await queue.enqueue(newJob('now'));
        expect(await queue.counts(name)).toMatchObject({ queued: expect.any(Number) });
        await queue.idle(name);
        expect(keys).toEqual(['now', 'later']);
        expect(ranAt - before).toBeGreaterThanOrEqual(60);
      });

      it('never runs more at once than allowed, and as many where there is work', async () => {
        let running = 0;
        let most = 0;
        for (let n = 0; n < 20; n++) await queue.enqueue(newJob(`k${n}`));
        queue.work(name, { concurrency: 3 }, async () => {
          most = Math.max(most, ++running);
          await new Promise((resolve) => setTimeout(resolve, 2));
          running -= 1;
        });
        await queue.idle(name);
        expect(most).toBe(3);
      });

      it('keeps names apart', async () => {
        const keys = record();
        await queue.enqueue(newJob('other', { name: 'test.other' }));
        await queue.enqueue(newJob('mine'));
        await queue.idle(name);
        expect(keys).toEqual(['mine']);
        expect(await queue.counts('test.other')).toEqual({ queued: 1, running: 0, failed: 0 });
      });

      it('takes a job that arrives while the worker sleeps', async () => {
        const keys = record();
        await queue.idle(name);
        await queue.enqueue(newJob('a'));
        await queue.idle(name);
        await queue.enqueue(newJob('b'));
        await queue.idle(name);
        expect(keys).toEqual(['a', 'b']);
      });

      it('works through ten thousand', async () => {
        for (let n = 0; n < 10_000; n++) await queue.enqueue(newJob(`k${n}`, { priority: 100 - (n % 3) }));
        expect(await queue.counts(name)).toEqual({ queued: 10_000, running: 0, failed: 0 });
        expect((await queue.liveKeys(name)).size).toBe(10_000);
        const keys = record(queue, 2);
        await queue.idle(name);
        expect(keys.slice(0, 3)).toEqual(['k2', 'k5', 'k8']);
        expect(new Set(keys).size).toBe(10_000);
      });
    });

    describe('a job', () => {
      it('arrives at its handler as it was enqueued', async () => {
        const payload = { documentId: 'd', reparse: true, revision: 3, note: null };
        const enqueued = await queue.enqueue(newJob('a', { payload, priority: 7, maxAttempts: 2 }));
        expect(enqueued).toMatchObject({ key: 'a', libraryId: 'ours', payload, priority: 7, maxAttempts: 2, state: 'queued' });
        expect(enqueued).toMatchObject({ attempts: 0, error: null });
        let seen: Job | undefined;
        queue.work(name, { concurrency: 1 }, async (job) => {
          seen = job;
        });
        await queue.idle(name);
        expect(seen).toEqual({ ...enqueued, state: 'running', attempts: 1 });
        expect(await queue.find(name, 'a')).toEqual({ ...enqueued, state: 'completed', attempts: 1 });
      });

      it('has defaults', async () => {
        expect(await queue.enqueue(newJob('a'))).toMatchObject({ priority: 100, maxAttempts: 5 });
        expect(await queue.find(name, 'unknown')).toBeNull();
      });

      it.each(['a:b', ''])('is refused with the key %j', async (key) => {
        await expect(queue.enqueue(newJob(key))).rejects.toMatchObject({ code: 'invalid_input' });
      });
    });

    describe('the same key', () => {
      it('is queued once, at the lower of the priorities', async () => {
        const first = await queue.enqueue(newJob('a', { priority: 100 }));
        await queue.enqueue(newJob('b', { priority: 50 }));
        const raised = await queue.enqueue(newJob('a', { priority: 10, payload: { other: true } }));
        expect(raised).toEqual({ ...first, priority: 10 });
        expect((await queue.enqueue(newJob('a', { priority: 500 }))).priority).toBe(10);
        expect(await queue.counts(name)).toMatchObject({ queued: 2 });
        const keys = record();
        await queue.idle(name);
        expect(keys).toEqual(['a', 'b']);
      });

      it('is not started twice while it runs', async () => {
        const { open: letGo, opened } = gate();
        let runs = 0;
        queue.work(name, { concurrency: 4 }, async () => {
          runs += 1;
          await opened;
        });
        const first = await queue.enqueue(newJob('a'));
        await queue.enqueue(newJob('b'));
        expect((await queue.enqueue(newJob('a'))).id).toBe(first.id);
        letGo();
        await queue.idle(name);
        expect(runs).toBe(2);
      });

      it.each(['completed', 'failed', 'cancelled'])('runs again after it %s', async (state) => {
        const keys: string[] = [];
        await queue.pause(name);
        queue.work(name, { concurrency: 1 }, async (job) => {
          keys.push(job.id);
          if (state === 'failed' && keys.length === 1) throw new AppError('pdf_corrupt');
        });
        const first = await queue.enqueue(newJob('a'));
        if (state === 'cancelled') await queue.cancel(name, 'a');
        await queue.resume(name);
        await queue.idle(name);
        expect(await queue.find(name, 'a')).toMatchObject({ id: first.id, state });
        const second = await queue.enqueue(newJob('a'));
        expect(second.id).not.toBe(first.id);
        await queue.idle(name);
        expect(keys.at(-1)).toBe(second.id);
        expect(await queue.find(name, 'a')).toMatchObject({ id: second.id, state: 'completed', attempts: 1 });
      });

      it('may be live under two names', async () => {
        const first = await queue.enqueue(newJob('a'));
        const second = await queue.enqueue(newJob('a', { name: 'test.other' }));
        expect(second.id).not.toBe(first.id);
        expect(await queue.liveKeys(name)).toEqual(new Set(['a']));
      });
    });

    describe('failure', () => {
      it('is tried again with growing waits, others going on meanwhile', async () => {
        const tries: string[] = [];
        queue.work(name, { concurrency: 1 }, async (job) => {
          tries.push(`${job.key}${job.attempts}`);
          if (job.key === 'bad' && job.attempts < 3) throw new Error('not yet');
        });
        await queue.enqueue(newJob('bad'));
        await queue.enqueue(newJob('good'));
        await queue.idle(name);
        expect(tries).toEqual(['bad1', 'good1', 'bad2', 'bad3']);
        expect(backoffs).toEqual([1, 2]);
        expect(await queue.find(name, 'bad')).toMatchObject({ state: 'completed', attempts: 3, error: null });
      });

      it('ends as failed after the last try, with the reason', async () => {
        let tries = 0;
        queue.work(name, { concurrency: 1 }, async () => {
          tries += 1;
          throw new Error(`try ${tries} failed`);
        });
        await queue.enqueue(newJob('a', { maxAttempts: 3 }));
        await queue.idle(name);
        expect(tries).toBe(3);
        expect(await queue.find(name, 'a')).toMatchObject({ state: 'failed', attempts: 3, error: 'try 3 failed' });
        expect(await queue.counts(name)).toEqual({ queued: 0, running: 0, failed: 1 });
        expect(await queue.liveKeys(name)).toEqual(new Set());
      });

      it('ends at once when the error is not retryable', async () => {
        let tries = 0;
        queue.work(name, { concurrency: 1 }, async () => {
          tries += 1;
          throw new AppError('pdf_corrupt');
        });
        await queue.enqueue(newJob('a'));
        await queue.idle(name);
        expect(tries).toBe(1);
        expect(await queue.find(name, 'a')).toMatchObject({ state: 'failed', error: 'The PDF is damaged and cannot be opened.' });
      });

      // A job that waits for somebody to free the disk looked like any other queued one.
      it('with RetryAfter tells what it waits for, until that try begins', async () => {
        let troubled = true;
        const told: (string | undefined)[] = [];
        queue.onTrouble(async () => told.push((await queue.trouble())?.code));
        queue.work(name, { concurrency: 1 }, async () => {
          if (troubled) throw new RetryAfter(30, 'no room', { cause: new AppError('disk_full') });
        });
        await queue.enqueue(newJob('a'));
        await expect.poll(() => told).toEqual(['disk_full_waiting']);
        troubled = false;
        await queue.idle(name);
        expect(told.at(-1)).toBeUndefined();
        expect(await queue.trouble()).toBeNull();
      });

      it('with RetryAfter and cancelled while it waits leaves no trouble behind', async () => {
        queue.work(name, { concurrency: 1 }, async () => {
          throw new RetryAfter(60_000, 'no room', { cause: new AppError('disk_full') });
        });
        await queue.enqueue(newJob('a'));
        await expect.poll(() => queue.trouble()).toMatchObject({ code: 'disk_full_waiting' });
        await queue.cancel(name, 'a');
        expect(await queue.trouble()).toBeNull();
      });

      it('with RetryAfter uses up no try', async () => {
        const attempts: number[] = [];
        queue.work(name, { concurrency: 1 }, async (job) => {
          attempts.push(job.attempts);
          if (attempts.length < 6) throw new RetryAfter(1, 'the model is still loading');
        });
        await queue.enqueue(newJob('a', { maxAttempts: 2 }));
        await queue.idle(name);
        expect(attempts).toEqual([1, 1, 1, 1, 1, 1]);
        expect(backoffs).toEqual([]);
        expect(await queue.find(name, 'a')).toMatchObject({ state: 'completed', attempts: 1 });
      });

      it.each([
        ['a string', 'broken'],
        ['nothing', undefined],
      ])('is survived when a handler throws %s', async (_, thrown) => {
        queue.work(name, { concurrency: 1 }, () => {
          throw thrown;
        });
        await queue.enqueue(newJob('a', { maxAttempts: 1 }));
        await queue.idle(name);
        expect(await queue.find(name, 'a')).toMatchObject({ state: 'failed', error: expect.any(String) });
      });
    });

    describe('cancel', () => {
      it('ends a queued job before it starts', async () => {
        await queue.enqueue(newJob('a'));
        await queue.enqueue(newJob('b'));
        await queue.enqueue(newJob('delayed', { delayMs: 60_000 }));
        expect(await queue.cancel(name, 'a')).toBe(true);
        expect(await queue.cancel(name, 'delayed')).toBe(true);
        expect(await queue.find(name, 'a')).toMatchObject({ state: 'cancelled', attempts: 0 });
        const keys = record();
        await queue.idle(name);
        expect(keys).toEqual(['b']);
      });

      it('reaches a running handler through its signal', async () => {
        const started = gate();
        let reason: unknown;
        queue.work(name, { concurrency: 1 }, async (_, { signal }) => {
          started.open();
          await aborted(signal);
          reason = signal.reason;
          signal.throwIfAborted();
        });
        await queue.enqueue(newJob('a'));
        await started.opened;
        expect(await queue.cancel(name, 'a')).toBe(true);
        expect(await queue.cancel(name, 'a')).toBe(true);
        await queue.idle(name);
        expect(reason).toMatchObject({ code: 'cancelled' });
        expect(await queue.find(name, 'a')).toMatchObject({ state: 'cancelled', attempts: 1 });
      });

      it('holds even when the handler finishes or asks for another try', async () => {
        const started = [gate(), gate()];
        let n = 0;
        queue.work(name, { concurrency: 2 }, async (job, { signal }) => {
          started[n++]?.open();
          await aborted(signal);
          if (job.key === 'retry') throw new RetryAfter(1);
        });
        await queue.enqueue(newJob('finish'));
        await queue.enqueue(newJob('retry'));
        await Promise.all(started.map((start) => start.opened));
        await queue.cancel(name, 'finish');
        await queue.cancel(name, 'retry');
        await queue.idle(name);
        expect(await queue.find(name, 'finish')).toMatchObject({ state: 'cancelled' });
        expect(await queue.find(name, 'retry')).toMatchObject({ state: 'cancelled' });
      });

      it('finds nothing to cancel', async () => {
        record();
        await queue.enqueue(newJob('done'));
        await queue.idle(name);
        expect(await queue.cancel(name, 'done')).toBe(false);
        expect(await queue.cancel(name, 'unknown')).toBe(false);
        expect(await queue.find(name, 'done')).toMatchObject({ state: 'completed' });
      });
    });

    describe('pause', () => {
      it('starts nothing, lets running ones end, and resumes', async () => {
        const { open: letGo, opened } = gate();
        const started = gate();
        const keys: string[] = [];
        queue.work(name, { concurrency: 1 }, async (job) => {
          keys.push(job.key);
          started.open();
          await opened;
        });
        await queue.enqueue(newJob('a'));
        await queue.enqueue(newJob('b'));
        await started.opened;
        await queue.pause(name);
        expect(await queue.isPaused(name)).toBe(true);
        letGo();
        await queue.idle(name);
        expect(keys).toEqual(['a']);
        expect(await queue.counts(name)).toEqual({ queued: 1, running: 0, failed: 0 });
        await queue.resume(name);
        expect(await queue.isPaused(name)).toBe(false);
        await queue.idle(name);
        expect(keys).toEqual(['a', 'b']);
      });

      it('survives a restart, and concerns its name only', async () => {
        await queue.pause(name);
        await queue.enqueue(newJob('a'));
        queue = await subject.restart('closed');
        expect(await queue.isPaused(name)).toBe(true);
        expect(await queue.isPaused('test.other')).toBe(false);
        const keys = record();
        await queue.idle(name);
        expect(keys).toEqual([]);
        await queue.resume(name);
        await queue.idle(name);
        expect(keys).toEqual(['a']);
      });

      it('wakes whoever waits for idle', async () => {
        await queue.enqueue(newJob('a'));
        const idle = queue.idle(name);
        await queue.pause(name);
        await idle;
      });
    });

    describe('restart', () => {
      it('keeps queued, delayed and ended jobs', async () => {
        await queue.enqueue(newJob('delayed', { delayMs: 60_000 }));
        queue.work('test.other', { concurrency: 1 }, async () => undefined);
        await queue.enqueue(newJob('done', { name: 'test.other' }));
        await queue.idle('test.other');
        const queued = await queue.enqueue(newJob('queued', { priority: 3, payload: { n: 1 } }));
        queue = await subject.restart('closed');
        expect(await queue.find(name, 'queued')).toEqual(queued);
        expect(await queue.find('test.other', 'done')).toMatchObject({ state: 'completed' });
        expect(await queue.liveKeys(name)).toEqual(new Set(['delayed', 'queued']));
        const keys = record();
        await queue.cancel(name, 'delayed');
        await queue.idle(name);
        expect(keys).toEqual(['queued']);
      });

      it('runs again what a killed process was running, first, and does not count that try', async () => {
        const started = gate();
        queue.work(name, { concurrency: 1 }, async () => {
          started.open();
          await new Promise(() => undefined);
        });
        const job = await queue.enqueue(newJob('a', { maxAttempts: 1 }));
        await queue.enqueue(newJob('b'));
        await started.opened;
        queue = await subject.restart('killed');
        expect(await queue.find(name, 'a')).toEqual(job);
        const seen: [string, number][] = [];
        queue.work(name, { concurrency: 1 }, async ({ key, attempts }) => {
          seen.push([key, attempts]);
        });
        await queue.idle(name);
        expect(seen).toEqual([
          ['a', 1],
          ['b', 1],
        ]);
      });

      it('lets a job that was being cancelled when the process died put its work in order', async () => {
        const started = gate();
        queue.work(name, { concurrency: 1 }, async () => {
          started.open();
          await new Promise(() => undefined);
        });
        await queue.enqueue(newJob('a'));
        await started.opened;
        await queue.cancel(name, 'a');
        queue = await subject.restart('killed');
        const abortedAtOnce: boolean[] = [];
        queue.work(name, { concurrency: 1 }, async (_, { signal }) => {
          abortedAtOnce.push(signal.aborted);
        });
        await queue.idle(name);
        expect(abortedAtOnce).toEqual([true]);
        expect(await queue.find(name, 'a')).toMatchObject({ state: 'cancelled' });
      });
    });

    describe('close', () => {
      it('waits for running jobs and starts no more', async () => {
        const started = gate();
        const keys: string[] = [];
        queue.work(name, { concurrency: 1 }, async (job) => {
          keys.push(job.key);
          started.open();
          await new Promise((resolve) => setTimeout(resolve, 20));
        });
        await queue.enqueue(newJob('a'));
        await queue.enqueue(newJob('b'));
        await started.opened;
        await Promise.all([queue.close({ timeoutMs: 10_000 }), queue.close({ timeoutMs: 10_000 })]);
        expect(keys).toEqual(['a']);
        queue = await subject.restart('closed');
        expect(await queue.find(name, 'a')).toMatchObject({ state: 'completed' });
        expect(await queue.find(name, 'b')).toMatchObject({ state: 'queued', attempts: 0 });
      });

      it('aborts what does not end in time; it runs again later and that try does not count', async () => {
        const started = gate();
        let reason: unknown;
        queue.work(name, { concurrency: 1 }, async (_, { signal }) => {
          started.open();
          await aborted(signal);
          reason = signal.reason;
          throw signal.reason;
        });
        await queue.enqueue(newJob('a', { maxAttempts: 1 }));
        await started.opened;
        await queue.close({ timeoutMs: 1 });
        expect(reason).toMatchObject({ code: 'shutting_down' });
        queue = await subject.restart('closed');
        const keys = record();
        await queue.idle(name);
        expect(keys).toEqual(['a']);
        expect(await queue.find(name, 'a')).toMatchObject({ state: 'completed', attempts: 1 });
      });

      it('gives up on a handler that ignores its signal', async () => {
        const started = gate();
        const { open: letGo, opened } = gate();
        queue.work(name, { concurrency: 1 }, async () => {
          started.open();
          await opened;
        });
        await queue.enqueue(newJob('a'));
        await started.opened;
        await queue.close({ timeoutMs: 1 });
        queue = await subject.restart('closed');
        letGo(); // Too late to be believed.
        await new Promise((resolve) => setTimeout(resolve, 5));
        expect(await queue.find(name, 'a')).toMatchObject({ state: 'queued', attempts: 0 });
      });

      it('fails what is asked afterwards, and whoever still waits', async () => {
        await queue.enqueue(newJob('a'));
        const idle = expect(queue.idle(name)).rejects.toMatchObject({ code: 'shutting_down' });
        await queue.close({ timeoutMs: 1 });
        await idle;
        await expect(queue.enqueue(newJob('b'))).rejects.toMatchObject({ code: 'shutting_down' });
        await expect(queue.counts(name)).rejects.toMatchObject({ code: 'shutting_down' });
      });
    });
  });
}
