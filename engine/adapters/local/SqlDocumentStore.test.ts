import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RequestContext } from '../../context.ts';
import type { NewDocument } from '../../ports/DocumentStore.ts';
import { type LibraryDatabase, openDatabase } from './database.ts';
import { SqlDocumentStore } from './SqlDocumentStore.ts';

const ctx: RequestContext = {
  principal: { id: 'tester' },
  libraryId: 'ours',
  requestId: 'test',
  signal: new AbortController().signal,
};
const document: NewDocument = {
  id: 'doc',
  title: 'Paper',
  source: 'file',
  fileName: 'paper.pdf',
  localPath: null,
  blobHash: 'ab'.repeat(32),
  sizeBytes: 1,
};

let folder: string;
let database: LibraryDatabase;
let store: SqlDocumentStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-store-'));
  database = await openDatabase(join(folder, 'library.sqlite'));
  store = new SqlDocumentStore(database.db);
  await store.ensureLibrary(ctx, 'Ours');
});
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

describe('SqlDocumentStore', () => {
  // What caches on the generation would go on showing a document that was trashed, or never show a new one.
  it('raises the search generation with every change of what search may show, and only then', async () => {
    const generation = () => {
      const row = database.reader.prepare('select search_generation as n from libraries where id = ?').get('ours');
      return (row as { n: number }).n;
    };
    const begin = (id: string) => store.beginRevision(ctx, 'doc', { id, parser: 'test-1' });
    const steps: [string, () => Promise<unknown>, boolean][] = [
      ['insert', () => store.insert(ctx, document), false],
      ['begin', () => begin('rev-1'), false],
      ['activate', () => store.activateRevision(ctx, 'rev-1', null), true],
      ['activate again', () => store.activateRevision(ctx, 'rev-1', null), false],
      ['update', () => store.update(ctx, 'doc', { status: 'ready' }), false],
      ['nothing to prune', () => store.pruneRevisions(ctx, 'doc'), false],
      ['begin next', () => begin('rev-2'), false],
      ['activate next', () => store.activateRevision(ctx, 'rev-2', 'rev-1'), true],
      ['prune', () => store.pruneRevisions(ctx, 'doc'), true],
      ['trash', () => store.trash(ctx, 'doc'), true],
      ['trash again', () => store.trash(ctx, 'doc'), false],
      ['restore', () => store.restore(ctx, 'doc'), true],
      ['purge', () => store.purge(ctx, 'doc'), true],
    ];
    for (const [name, step, raises] of steps) {
      const before = generation();
      await step();
      expect(generation() - before, name).toBe(raises ? 1 : 0);
    }
  });

  it('makes whoever creates a library its admin', async () => {
    const memberships = database.reader.prepare('select library_id, user_id, role from memberships').all();
    expect(memberships).toEqual([{ library_id: 'ours', user_id: 'tester', role: 'admin' }]);
  });

  it('says that the disk is full, keeps what was there and goes on when there is room', async () => {
    await store.insert(ctx, document);
    await store.beginRevision(ctx, 'doc', { id: 'rev', parser: 'test-1' });
    const pages = Array.from({ length: 40 }, (_, n) => ({
      number: n + 1,
      label: null,
      width: 1,
      height: 1,
      start: 0,
      text: 'x'.repeat(50_000),
      runs: [],
      error: null,
      trace: null,
    }));
    const limit = (count: number) => database.write((raw) => raw.pragma(`max_page_count = ${count}`));
    await limit(200);
    await expect(store.addPages(ctx, 'rev', pages)).rejects.toMatchObject({ code: 'disk_full' });
    expect(await store.get(ctx, 'doc')).toMatchObject({ title: 'Paper' });
    expect(await store.pages(ctx, 'rev', [1])).toEqual([]);
    await limit(100_000);
    await store.addPages(ctx, 'rev', pages);
    expect(await store.pages(ctx, 'rev', [40])).toHaveLength(1);
  });

  // A scan of these tables would make each page turn and each job slower with every paper added.
  it('finds what it looks up often through an index', () => {
    const plan = (sql: string) =>
      (database.reader.prepare(`explain query plan ${sql}`).all() as { detail: string }[]).map((step) => step.detail).join('; ');
    const page = `select * from documents where library_id = 'ours' and deleted_at is null
      and (created_at, id) < (5, 'x') order by created_at desc, id desc limit 50`;
    expect(plan(page)).toMatch(
      /^SEARCH documents USING INDEX documents_created \(library_id=\? AND \(created_at,id\)<\(\?,\?\)\)$/,
    );
    for (const sql of [
      `delete from revisions where document_id = 'doc' and state = 'building'`,
      `delete from chunks where revision_id = 'rev'`,
      `delete from pages where revision_id = 'rev'`,
      `delete from revision_spaces where revision_id = 'rev'`,
      `delete from blob_references where document_id = 'doc'`,
      `select 1 from blob_references where blob_hash = 'ab'`,
      `select 1 from documents where blob_hash = 'ab'`,
    ]) {
      expect(plan(sql), sql).toMatch(/^SEARCH/);
    }
  });
});
