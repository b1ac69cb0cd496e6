import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { migrations } from './migrations/index.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-database-'));
  path = join(folder, 'library.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('openDatabase', () => {
  it('creates the schema once and keeps what was written', async () => {
    const first = await openDatabase(path);
    await first.db.insertInto('libraries').values({ id: 'a', name: 'A', created_at: 1 }).execute();
    await first.close();
    const second = await openDatabase(path);
    expect(await second.db.selectFrom('libraries').selectAll().execute()).toEqual([
      { id: 'a', name: 'A', created_at: 1, search_generation: 0 },
    ]);
    await second.close();
  });

  it('refuses a library of a newer version and leaves the file as it is', async () => {
    const newer = await openDatabase(path, { migrations: { ...migrations, '9999_later': { up: async () => undefined } } });
    await newer.close();
    const before = await readFile(path);
    await expect(openDatabase(path)).rejects.toMatchObject({ code: 'library_newer' });
    expect(await readFile(path)).toEqual(before);
  });

  // A half-done migration would make every later start fail with "table already exists".
  it('undoes a migration that fails half-way and can run it again', async () => {
    let broken = true;
    const up = async (db: Kysely<unknown>) => {
      await db.schema.createTable('later').addColumn('id', 'text').execute();
      if (broken) throw new Error('power cut');
    };
    const withLater = { ...migrations, '9999_later': { up } };
    await expect(openDatabase(path, { migrations: withLater })).rejects.toThrow('power cut');
    broken = false;
    const database = await openDatabase(path, { migrations: withLater });
    expect(database.reader.prepare('select count(*) as n from later').get()).toEqual({ n: 0 });
    await database.close();
  });

  // Papers added before works were compared would never be found to be duplicates.
  it('gives documents from before the keys of their works', async () => {
    const older = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0008'));
    const before = await openDatabase(path, { migrations: older });
    await before.write((raw) =>
      raw.exec(`insert into libraries (id, name, created_at) values ('a', 'A', 1);
        insert into blobs (hash, size_bytes) values ('x', 1), ('y', 1);
        insert into documents (id, library_id, status, title, authors, doi, source, file_name, blob_hash, size_bytes, page_count, pages_done,
          chunk_count, chunks_embedded, vectors, crashes, created_at, updated_at)
        values ('d', 'a', 'ready', 'On Naïve-Bayes', '[]', '10.1000/X', 'file', 'd.pdf', 'x', 1, 1, 1, 1, 1, 'none', 0, 1, 1),
          ('e', 'a', 'ready', '—', '[]', null, 'file', 'e.pdf', 'y', 1, 1, 1, 1, 1, 'none', 0, 1, 1)`),
    );
    await before.close();
    const database = await openDatabase(path);
    expect(await database.db.selectFrom('documents').select(['title_key', 'doi_key']).orderBy('id').execute()).toEqual([
      { title_key: 'onnaivebayes', doi_key: '10.1000/x' },
      { title_key: null, doi_key: null },
    ]);
    await database.close();
  });

  it('says that a file which is no database is damaged', async () => {
    await writeFile(path, 'this is not a database, however long one looks at it. '.repeat(100));
    await expect(openDatabase(path)).rejects.toMatchObject({ code: 'library_damaged' });
  });

  // Raw work on the same connection would otherwise land inside, and be rolled back with, somebody else's transaction.
  it('keeps raw writes out of a transaction that is under way', async () => {
    const database = await openDatabase(path);
    const insert = 'insert into libraries (id, name, created_at) values (?, ?, 0)';
    let raw: Promise<unknown> | undefined;
    const failing = database.db.transaction().execute(async (trx) => {
      await trx.insertInto('libraries').values({ id: 'undone', name: '', created_at: 0 }).execute();
      raw = database.write((connection) => connection.prepare(insert).run('kept', ''));
      expect(database.reader.prepare('select id from libraries').all()).toEqual([]);
      throw new Error('roll back');
    });
    await expect(failing).rejects.toThrow('roll back');
    await raw;
    expect(database.reader.prepare('select id from libraries').all()).toEqual([{ id: 'kept' }]);
    await database.close();
  });

  // It does so by itself when the disk is full or a file cannot be read; the failed rollback after it must not hide the reason.
  it('tells why SQLite rolled back by itself', async () => {
    const database = await openDatabase(path);
    await database.write((raw) =>
      raw.exec(`create trigger refuse before insert on users begin select raise(rollback, 'the reason'); end`),
    );
    const failing = database.db
      .transaction()
      .execute((trx) => trx.insertInto('users').values({ id: 'a', created_at: 0 }).execute());
    await expect(failing).rejects.toThrow('the reason');
    await database.db.insertInto('libraries').values({ id: 'after', name: '', created_at: 0 }).execute();
    await database.close();
  });
});
