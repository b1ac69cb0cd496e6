import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, Index, MatchQuery } from '@lancedb/lancedb';
import BetterSqlite3 from 'better-sqlite3';
import { openDatabase } from '../../engine/adapters/local/database.ts';
import { SqlDocumentStore } from '../../engine/adapters/local/SqlDocumentStore.ts';
import { SqliteLexicalIndex } from '../../engine/adapters/local/SqliteLexicalIndex.ts';
import type { RequestContext } from '../../engine/context.ts';
import { analyse } from '../../engine/search/analyse.ts';
import { type BenchResult, type BenchRow, held, percentile, told } from './Bench.ts';
import { realChunks, realQuestions } from './realText.ts';

const sizes = [10_000, 100_000];
const questions = 400;
const k = 100;

type Chunks = Awaited<ReturnType<typeof realChunks>>;
type Search = (question: string) => Promise<{ ids: string[] }>;
interface Candidate {
  search: Search;
  close(): Promise<void>;
}

/** Word search over the same real text in the product's index and in the two ready-made ones it was chosen against. */
export async function run(): Promise<BenchResult> {
  const rows: BenchRow[] = [];
  const asked = await realQuestions(questions);
  for (const size of sizes) {
    const chunks = await realChunks(size);
    for (const [name, open] of Object.entries({ 'own postings': ownPostings, FTS5: fts5, 'LanceDB FTS': lanceFts })) {
      const folder = await mkdtemp(join(tmpdir(), 'hub-bench-lexical-'));
      const startedAt = performance.now();
      const candidate = await open(folder, chunks);
      const label = `${name}, ${size / 1000}k chunks`;
      rows.push(told(`${label}: build`, (performance.now() - startedAt) / 1000, 's'));
      const times: number[] = [];
      for (const question of asked) {
        const before = performance.now();
        await candidate.search(question);
        times.push(performance.now() - before);
      }
      rows.push(told(`${label}: first`, times[0]!, 'ms'), told(`${label}: p50`, percentile(times, 50), 'ms'));
      const p95 = percentile(times, 95);
      rows.push(open === ownPostings ? held(`${label}: p95`, p95, 'ms', { atMost: 40 }) : told(`${label}: p95`, p95, 'ms'));
      await candidate.close();
      await rm(folder, { recursive: true, force: true });
    }
  }
  return { name: 'Word search', rows };
}

async function ownPostings(folder: string, chunks: Chunks): Promise<Candidate> {
  const ctx: RequestContext = {
    principal: { id: 'bench' },
    libraryId: 'bench',
    requestId: 'bench',
    signal: new AbortController().signal,
  };
  const database = await openDatabase(join(folder, 'library.sqlite'));
  const documents = new SqlDocumentStore(database.db);
  const lexical = new SqliteLexicalIndex(database);
  await documents.ensureLibrary(ctx, 'Bench');
  let n = 0;
  for (const [id, own] of Map.groupBy(chunks, (chunk) => chunk.documentId)) {
    const blobHash = (n++).toString(16).padStart(64, '0');
    await documents.insert(ctx, { id, title: id, source: 'file', fileName: id, localPath: null, blobHash, sizeBytes: 1 });
    await documents.beginRevision(ctx, id, { id: `${id}-1`, parser: 'bench' });
    for (let at = 0; at < own.length; at += 32) {
      const entries = own.slice(at, at + 32).map(({ id: chunkId, text }) => ({ chunkId, terms: analyse(text) }));
      await lexical.add(ctx, id, `${id}-1`, entries);
    }
    await documents.activateRevision(ctx, `${id}-1`, null);
  }
  await lexical.optimize(ctx);
  return {
    search: async (question) => ({ ids: (await lexical.search(ctx, analyse(question), { k })).map((hit) => hit.chunkId) }),
    close: () => database.close(),
  };
}

async function fts5(folder: string, chunks: Chunks): Promise<Candidate> {
  const database = new BetterSqlite3(join(folder, 'fts.sqlite'));
  database.pragma('journal_mode = WAL');
  database.exec("create virtual table fts using fts5(id unindexed, text, tokenize = 'porter unicode61')");
  const insert = database.prepare('insert into fts (id, text) values (?, ?)');
  database.transaction(() => {
    for (const { id, text } of chunks) insert.run(id, text);
  })();
  database.exec("insert into fts (fts) values ('optimize')");
  const select = database.prepare<[string], string>(`select id from fts where fts match ? order by bm25(fts) limit ${k}`).pluck();
  return {
    search: async (question) => {
      const words = analyse(question).map((word) => `"${word}"`);
      return { ids: words.length === 0 ? [] : select.all(words.join(' OR ')) };
    },
    close: async () => {
      database.close();
    },
  };
}

async function lanceFts(folder: string, chunks: Chunks): Promise<Candidate> {
  const connection = await connect(folder);
  const table = await connection.createTable(
    'fts',
    chunks.map(({ id, text }) => ({ id, text })),
  );
  await table.createIndex('text', {
    config: Index.fts({ stem: true, removeStopWords: true, asciiFolding: true, withPosition: false }),
  });
  return {
    search: async (question) => {
      const found = await table
        .query()
        .nearestToText(new MatchQuery(question, 'text'))
        .select(['id', '_score'])
        .limit(k)
        .toArray();
      return { ids: found.map((row: { id: string }) => row.id) };
    },
    close: async () => connection.close(),
  };
}
