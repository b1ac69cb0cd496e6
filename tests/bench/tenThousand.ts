import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { ChunkRecord } from '../../engine/ports/DocumentStore.ts';
import { chunkTerms } from '../../engine/search/analyse.ts';
import { tagColors } from '../../shared/domain/collection.ts';
import type { Document } from '../../shared/domain/document.ts';
import { seededRandom } from '../contract/random.ts';
import { hashedVector } from './hashedVector.ts';
import { type BenchLibrary, openLibrary, papersDir } from './openLibrary.ts';
import { realTitles } from './realText.ts';

/** Real papers that are read first; the others are made around them. */
const originals = 6;
/** One in so many can be found by search, with the chunks of its original. */
const searchableEvery = 20;
/** One in so many is not simply ready. */
const troubledEvery = 40;
const yearMs = 365 * 86_400_000;
const familyNames =
  'Adeyemi Bauer Chen Dubois Eriksson Ferrari García Haddad Ivanova Jansen Kowalski Li Müller Nakamura Okri Patel Quispe Rossi Şahin Tanaka Ueda Vargas Wang Xu Yılmaz Zhou'.split(
    ' ',
  );

/**
 * Fills a new data folder with a library of `count` papers: a few real ones, read as always, and copies of their records with other titles,
 * authors, years and times, in collections and with tags, through the product's own stores. The same each time but for ids.
 */
export async function fillLibrary(folder: string, count = 10_000): Promise<void> {
  const library = await openLibrary(undefined, folder);
  try {
    const real = await addOriginals(library);
    await addCopies(library, real, count - real.length);
    await organise(library);
  } finally {
    await library.close();
  }
  spreadOverYears(folder);
}

/** The smallest papers, read in full. */
async function addOriginals({ engine, ctx, ports }: BenchLibrary): Promise<Document[]> {
  const paths = readdirSync(papersDir)
    .filter((file) => file.endsWith('.pdf'))
    .map((file) => join(papersDir, file))
    .toSorted((a, b) => statSync(a).size - statSync(b).size)
    .slice(0, originals);
  const { files } = await engine.call('documents.add', { paths }, { ctx });
  const ids = files.flatMap(({ id }) => id ?? []);
  await engine.call('documents.wait', { ids }, { ctx });
  const documents = await Promise.all(ids.map((id) => ports.documents.get(ctx, id)));
  return documents.filter((document) => document !== null);
}

async function addCopies(library: BenchLibrary, real: Document[], count: number): Promise<void> {
  const { ports, ctx } = library;
  const random = seededRandom(7);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const titles = await realTitles(count);
  for (const [n, title] of titles.entries()) {
    const original = pick(real);
    const id = ports.newId();
    const authors = Array.from(
      { length: 1 + Math.floor(random() * 5) },
      () => `${pick('ABDEJKLMNPRST'.split(''))}. ${pick(familyNames)}`,
    );
    const blobHash = n.toString(16).padStart(64, '0');
    const { sizeBytes, pageCount } = original;
    const file = {
      source: 'folder' as const,
      fileName: `${authors[0]?.slice(3)} ${n}.pdf`,
      localPath: null,
      blobHash,
      sizeBytes,
    };
    await ports.documents.insert(ctx, { id, title, ...file });
    if (n % searchableEvery === 0) await copyChunks(library, original, id, title);
    const trouble = n % troubledEvery === 1 ? pick(['failed', 'partial', 'cancelled'] as const) : 'ready';
    const error =
      trouble === 'failed' || trouble === 'partial'
        ? { code: 'pdf_no_text', message: 'The PDF has no text to read.', action: 'Choose its language.' }
        : null;
    await ports.documents.update(ctx, id, {
      status: trouble,
      error,
      authors,
      year: 1950 + Math.floor(random() * 76),
      pageCount,
      pagesDone: pageCount,
      vectors: 'complete',
      finishedAt: 1,
    });
  }
  await ports.lexical.optimize(ctx);
}

/** Gives a copy the pages and chunks of its original; its vectors cost nothing and are for size only. */
async function copyChunks({ ports, ctx }: BenchLibrary, original: Document, id: string, title: string): Promise<void> {
  const from = original.activeRevisionId;
  if (!from) return;
  const stored = await ports.documents.listChunks(ctx, from, { fromOrdinal: 0, limit: 5000 });
  const numbers = Array.from({ length: original.pageCount }, (_, n) => n + 1);
  const revisionId = `${id}-1`;
  const chunks = stored.map(
    ({ documentId: _d, revisionId: _r, title: _t, blobHash: _b, ...chunk }): ChunkRecord => ({ ...chunk, id: ports.newId() }),
  );
  await ports.documents.beginRevision(ctx, id, { id: revisionId, parser: 'bench' });
  await ports.documents.addPages(ctx, revisionId, await ports.documents.pages(ctx, from, numbers));
  await ports.documents.addChunks(ctx, revisionId, chunks);
  const entries = chunks.map(({ id: chunkId, section, text }) => ({ chunkId, terms: chunkTerms({ title, section, text }) }));
  await ports.lexical.add(ctx, id, revisionId, entries);
  await ports.documents.activateRevision(ctx, revisionId, null);
  const { space } = await ports.embedder.info();
  const rows = chunks.map((chunk) => ({
    id: chunk.id,
    documentId: id,
    key: chunk.embedKey,
    vector: hashedVector(chunk.text, space.dimensions),
  }));
  await ports.vectors.upsert(ctx, space.id, rows);
  await ports.documents.update(ctx, id, { chunkCount: chunks.length, chunksEmbedded: chunks.length });
}

/** Twenty collections, some in others, and eight tags, over the whole library. */
async function organise({ ports, ctx }: BenchLibrary): Promise<void> {
  const ids: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: { items: Document[]; nextCursor: string | null } = await ports.documents.list(ctx, {
      limit: 500,
      ...(cursor ? { cursor } : {}),
    });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  const made: string[] = [];
  for (let n = 0; n < 20; n++) {
    const parentId = n % 4 === 0 ? null : (made[n - (n % 4)] ?? null);
    const { id } = await ports.collections.createCollection(ctx, { id: ports.newId(), name: `Project ${n + 1}`, parentId });
    made.push(id);
    await ports.collections.assignCollection(
      ctx,
      id,
      ids.filter((_, at) => at % 23 === n),
      true,
    );
  }
  for (const [n, color] of tagColors.slice(1).entries()) {
    const { tag } = await ports.collections.createTag(ctx, { id: ports.newId(), name: `Topic ${color}`, color });
    await ports.collections.assignTag(
      ctx,
      tag.id,
      ids.filter((_, at) => at % (11 + n) === 0),
      true,
    );
  }
}

/** Papers come in over years; the store stamps what it is given with now. */
function spreadOverYears(folder: string): void {
  const database = new Database(join(folder, 'library.sqlite'));
  const ids = database.prepare('select id from documents order by created_at, id').pluck().all() as string[];
  const update = database.prepare('update documents set created_at = ? where id = ?');
  const start = Date.now() - 3 * yearMs;
  database.transaction(() => {
    for (const [n, id] of ids.entries()) update.run(Math.floor(start + (n / ids.length) * 3 * yearMs), id);
  })();
  database.close();
}
