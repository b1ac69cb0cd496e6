import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqliteJobQueue } from './SqliteJobQueue.ts';
import { statements } from './SqliteJobTable.ts';

const name = 'test.work';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-queue-'));
  path = join(folder, 'queue.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('SqliteJobQueue', () => {
  // It runs in the desktop's main process: a scan of a long queue would stop every window for a moment.
  it('finds the rows of every statement through an index', async () => {
    await SqliteJobQueue.open(path).close({ timeoutMs: 0 });
    const database = new BetterSqlite3(path);
    for (const [statement, sql] of Object.entries(statements)) {
      if (['recover', 'paused'].includes(statement)) continue; // Once at the start, and a table of a few rows.
      const bound = sql.replaceAll(/@\w+|\?/g, '1');
      const plan = database.prepare(`explain query plan ${bound}`).all() as { detail: string }[];
      for (const { detail } of plan) {
        expect(detail, statement).not.toMatch(/^SCAN jobs|USE TEMP B-TREE/);
      }
    }
    database.close();
  });

  it('keeps one ended job of each key, however often it runs', async () => {
    const queue = SqliteJobQueue.open(path);
    queue.work(name, { concurrency: 1 }, async () => undefined);
    for (let round = 0; round < 50; round++) {
      for (const key of ['a', 'b']) await queue.enqueue({ name, libraryId: 'ours', key, payload: {} });
      await queue.idle(name);
    }
    await queue.close({ timeoutMs: 0 });
    const database = new BetterSqlite3(path);
    expect(database.prepare('select count(*) as n from jobs').get()).toEqual({ n: 2 });
    database.close();
  });

  it('refuses a queue of a newer version and leaves the file as it is', async () => {
    await SqliteJobQueue.open(path).close({ timeoutMs: 0 });
    const database = new BetterSqlite3(path);
    database.pragma('user_version = 99');
    database.close();
    const before = await readFile(path);
    expect(() => SqliteJobQueue.open(path)).toThrowError(expect.objectContaining({ code: 'library_newer' }));
    expect(await readFile(path)).toEqual(before);
  });

  // A job whose end was never written down would hold its key, and its place, until the next start.
  it('writes the end of a job as soon as the disk has room again', async () => {
    const queue = SqliteJobQueue.open(path);
    let full = true;
    const other = new BetterSqlite3(path);
    queue.work(name, { concurrency: 1 }, async () => {
      if (!full) return;
      other.exec(`create trigger full before update on jobs begin select raise(abort, 'disk is full'); end`);
      setTimeout(() => {
        full = false;
        other.exec('drop trigger full');
      }, 50);
    });
    const troubles: unknown[] = [];
    queue.onTrouble(async () => troubles.push((await queue.trouble())?.code));
    for (const key of ['a', 'b']) await queue.enqueue({ name, libraryId: 'ours', key, payload: {} });
    await queue.idle(name);
    expect(troubles).toEqual(['work_waits', undefined]);
    expect(await queue.find(name, 'a')).toMatchObject({ state: 'completed' });
    expect(await queue.find(name, 'b')).toMatchObject({ state: 'completed' });
    other.close();
    await queue.close({ timeoutMs: 0 });
  });
});
