import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Connection, connect, Session } from '@lancedb/lancedb';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { RequestContext } from '../../context.ts';
import { KeyedLock } from '../../library/keyedLock.ts';
import type { VectorHit, VectorRow, VectorSpace, VectorStore } from '../../ports/VectorStore.ts';
import { unitVector } from '../../search/unitVector.ts';
import { SpaceTable } from './vectors/SpaceTable.ts';
import { inLibrary, isIn, tableSchema, texts, toTable, vectors } from './vectors/vectorRows.ts';

/** What LanceDB may keep in memory: index parts (48 bytes a vector of 384 dimensions) and file metadata. */
const indexCacheBytes = 256n * 2n ** 20n;
const metadataCacheBytes = 128n * 2n ** 20n;
/** Values named in one condition; longer ones cost more to parse than they save. */
const batchValues = 2000;
/** A condition that names more documents than this takes longer than looking for them among the nearest of all, at most this many. */
const manyDocuments = 2500;
const deepestNearest = 5000;

/**
 * Vectors in LanceDB, a table for each space. Vectors are stored at length 1 and compared by dot product, which then is cosine
 * similarity. Large tables get an index (IVF_RQ), gated on measured recall; small ones, and small selections of large ones, are compared one by one.
 */
export class LanceVectorStore implements VectorStore {
  readonly #connection: Connection;
  readonly #tables = new Map<string, Promise<SpaceTable>>();
  readonly #ensuring = new KeyedLock();

  private constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Over the folder, which is made when it is not there, and which nobody else writes to. */
  static async open(folder: string): Promise<LanceVectorStore> {
    await mkdir(folder, { recursive: true });
    await removeUnborn(folder);
    return new LanceVectorStore(await connect(folder, {}, new Session(indexCacheBytes, metadataCacheBytes)));
  }

  /** One at a time: LanceDB, asked twice at once for a table that is not there, lets the second empty what the first has filled. */
  ensureSpace(_ctx: RequestContext, space: VectorSpace): Promise<void> {
    return this.#ensuring.run(space.id, () => this.#ensureSpace(space));
  }

  async upsert(ctx: RequestContext, spaceId: string, rows: VectorRow[]): Promise<void> {
    const space = await this.#table(spaceId);
    // The last of several rows of a chunk counts.
    const units = new Map(rows.map((row) => [row.id, { ...row, vector: unitVector(row.vector, space.dimensions) }]));
    if (units.size === 0) return;
    const data = toTable(ctx.libraryId, [...units.values()], space.dimensions);
    await space.write((table) =>
      table.mergeInsert(['id', 'library_id']).whenMatchedUpdateAll().whenNotMatchedInsertAll().execute(data),
    );
  }

  async byKeys(ctx: RequestContext, spaceId: string, keys: string[]): Promise<Map<string, Float32Array>> {
    const space = await this.#table(spaceId);
    const found = new Map<string, Float32Array>();
    for (const batch of batchesOf(keys)) {
      const rows = await space.rows(`${inLibrary(ctx.libraryId)} and ${isIn('key', batch)}`, ['key', 'vector']);
      const stored = vectors(rows);
      texts(rows, 'key').forEach((key, at) => {
        found.set(key, stored[at]!);
      });
    }
    return found;
  }

  async existing(ctx: RequestContext, spaceId: string, ids: string[]): Promise<Set<string>> {
    const space = await this.#table(spaceId);
    const found = new Set<string>();
    for (const batch of batchesOf(ids)) {
      const rows = await space.rows(`${inLibrary(ctx.libraryId)} and ${isIn('id', batch)}`, ['id']);
      for (const id of texts(rows, 'id')) found.add(id);
    }
    return found;
  }

  async search(
    ctx: RequestContext,
    spaceId: string,
    vector: Float32Array,
    options: { k: number; documentIds?: string[] },
  ): Promise<VectorHit[]> {
    const space = await this.#table(spaceId);
    const unit = unitVector(vector, space.dimensions);
    const { k, documentIds } = options;
    if (!documentIds) return await space.searchLibrary(unit, k, ctx.libraryId);
    const chosen = documentIds.length > manyDocuments ? await chosenOfNearest(space, unit, ctx, k, documentIds) : null;
    return chosen ?? (await space.search(unit, k, `${inLibrary(ctx.libraryId)} and ${isIn('document_id', documentIds)}`));
  }

  async removeDocument(ctx: RequestContext, spaceId: string, documentId: string): Promise<void> {
    const space = await this.#table(spaceId);
    await space.write((table) => table.delete(`${inLibrary(ctx.libraryId)} and ${isIn('document_id', [documentId])}`));
  }

  async removeChunks(ctx: RequestContext, spaceId: string, ids: string[]): Promise<void> {
    const space = await this.#table(spaceId);
    for (const batch of batchesOf(ids))
      await space.write((table) => table.delete(`${inLibrary(ctx.libraryId)} and ${isIn('id', batch)}`));
  }

  async count(ctx: RequestContext, spaceId: string): Promise<number> {
    return await (await this.#table(spaceId)).count(inLibrary(ctx.libraryId));
  }

  spaces(): Promise<string[]> {
    return this.#connection.tableNames();
  }

  async optimize(_ctx: RequestContext, spaceId: string): Promise<void> {
    await (await this.#table(spaceId)).optimize();
  }

  close(): void {
    this.#connection.close();
  }

  async #ensureSpace(space: VectorSpace): Promise<void> {
    if (!/^[A-Za-z0-9_-]{1,128}$/.test(space.id))
      throw new AppError('invalid_input', { message: 'Not the id of a vector space.' });
    const existing = await this.#table(space.id).catch((error) => {
      if (AppError.is(error) && error.code === 'vector_index_missing') return null;
      throw error;
    });
    if (existing && existing.dimensions !== space.dimensions) throw new AppError('vector_dimension');
    if (existing) return;
    const schema = tableSchema(space.dimensions);
    const table = await this.#connection.createEmptyTable(space.id, schema, { mode: 'create', existOk: true });
    this.#tables.set(space.id, SpaceTable.over(table));
  }

  #table(spaceId: string): Promise<SpaceTable> {
    const known = this.#tables.get(spaceId);
    if (known) return known;
    const opening = this.#openTable(spaceId);
    this.#tables.set(spaceId, opening);
    opening.catch(() => {
      // Unless it was made meanwhile.
      if (this.#tables.get(spaceId) === opening) this.#tables.delete(spaceId);
    });
    return opening;
  }

  async #openTable(spaceId: string): Promise<SpaceTable> {
    const names = await this.#connection.tableNames();
    if (!names.includes(spaceId)) throw new AppError('vector_index_missing', { data: { space: spaceId } });
    return await SpaceTable.over(await this.#connection.openTable(spaceId));
  }
}

/**
 * Looks through the nearest of the whole library for those of many documents: several times faster than a condition that names them all. Null where too
 * few of the nearest are theirs.
 */
async function chosenOfNearest(
  space: SpaceTable,
  unit: Float32Array,
  ctx: RequestContext,
  k: number,
  documentIds: string[],
): Promise<VectorHit[] | null> {
  const wanted = new Set(documentIds);
  for (let depth = 4 * k; depth <= deepestNearest; ) {
    const nearest = await space.searchLibrary(unit, depth, ctx.libraryId);
    const chosen = nearest.filter((hit) => wanted.has(hit.documentId));
    if (chosen.length >= k || nearest.length < depth) return chosen.slice(0, k);
    // As deep as it takes if theirs lie as close together further on, and half as deep again.
    depth = Math.max(2 * depth, Math.ceil((1.5 * depth * k) / Math.max(1, chosen.length)));
  }
  return null;
}

/** A crash while a table was being made can leave a folder without a version in it: no data, but in the way of making it again. */
async function removeUnborn(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.lance')) continue;
    const versions = await readdir(join(folder, name, '_versions')).catch(() => []);
    if (versions.length === 0) await rm(join(folder, name), { recursive: true, force: true });
  }
}

function* batchesOf(values: string[]): Generator<string[]> {
  for (let at = 0; at < values.length; at += batchValues) yield values.slice(at, at + batchValues);
}
