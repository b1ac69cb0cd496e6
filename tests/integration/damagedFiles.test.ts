import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { bees, glaciers } from '../fixtures/pdf/papers.ts';
import { Folders, withoutModel, writePaper } from './support/hub.ts';
import { openTestEngine, type TestEngine } from './support/localEngine.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

describe('a data folder with damaged files', () => {
  const folders = new Folders();
  let dataDir: string;
  let library: string;
  let whole: Buffer;
  const open = () => openTestEngine({ dataDir, settings: withoutModel });
  const titles = async (test: TestEngine) =>
    (await test.call('documents.list', { limit: 10 })).items.map(({ title }) => title).sort();

  beforeAll(async () => {
    dataDir = await folders.make();
    library = join(dataDir, 'library.sqlite');
    const papers = await folders.make();
    const test = await open();
    const ids = await test.add([await writePaper(papers, 'bees.pdf', bees), await writePaper(papers, 'ice.pdf', glaciers)]);
    for (const id of ids) await test.ended(id);
    await test.close();
    const database = new BetterSqlite3(library);
    database.pragma('wal_checkpoint(TRUNCATE)');
    database.close();
    whole = await readFile(library);
  });
  beforeEach(() => writeFile(library, whole));
  afterAll(() => folders.removeAll());

  // SQLite takes an empty file for a new database: the window would have shown an empty library, and papers would have gone in beside the old ones.
  it('begins no new library where the file of the old one is empty or gone', async () => {
    await truncate(library, 0);
    const failed = expect.objectContaining({ code: 'library_damaged', action: expect.stringContaining('backup') });
    await expect(open()).rejects.toEqual(failed);
    expect((await readFile(library)).length).toBe(0);
  });

  it('says that a library which was cut off is damaged, wherever it was', async () => {
    for (const share of [0.0002, 0.1, 0.5, 0.9]) {
      await truncate(library, Math.floor(whole.length * share));
      await expect(open()).rejects.toMatchObject({ code: 'library_damaged' });
      await writeFile(library, whole);
    }
  });

  // The queue says nothing that the library does not: its loss kept the whole library from opening.
  it('puts a damaged queue aside and goes on with the papers', async () => {
    await writeFile(join(dataDir, 'queue.sqlite'), 'This was a queue once. '.repeat(1000));
    const test = await open();
    expect(await titles(test)).toEqual([bees.title, glaciers.title].sort());
    await test.close();
    expect(await readdir(dataDir)).toContain('queue.sqlite.damaged');
  });
});
