import type { Kysely } from 'kysely';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { RequestContext } from '../../context.ts';
import type { ChunkRecord, PageRecord, PageText, Revision, SpaceProgress, StoredChunk } from '../../ports/DocumentStore.ts';
import { chunkRow, pageRow, toPage, toRevision, toStoredChunk, toTrace } from './documentRows.ts';
import { requireBuilding, requireDocument, requireRevision } from './requireRow.ts';
import type { Schema } from './schema.ts';
import { showsOtherChunks } from './searchGeneration.ts';

/** Rows per statement: with at most 13 columns far below the bound parameters SQLite (32,766) and Postgres (65,535) allow. */
const batchRows = 500;

/** The half of SqlDocumentStore that concerns revisions and what they hold. */
export class SqlRevisions {
  readonly #db: Kysely<Schema>;
  readonly #now: () => number;

  constructor(db: Kysely<Schema>, options: { now: () => number }) {
    this.#db = db;
    this.#now = options.now;
  }

  async begin(ctx: RequestContext, documentId: string, revision: { id: string; parser: string }): Promise<Revision> {
    return this.#db.transaction().execute(async (trx) => {
      await requireDocument(trx, ctx, documentId);
      await trx.deleteFrom('revisions').where('document_id', '=', documentId).where('state', '=', 'building').execute();
      const last = await trx
        .selectFrom('revisions')
        .select((eb) => eb.fn.max('number').as('number'))
        .where('document_id', '=', documentId)
        .executeTakeFirst();
      const row = await trx
        .insertInto('revisions')
        .values({
          id: revision.id,
          library_id: ctx.libraryId,
          document_id: documentId,
          number: (last?.number ?? 0) + 1,
          state: 'building',
          parser: revision.parser,
          created_at: this.#now(),
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return toRevision(row);
    });
  }

  async get(ctx: RequestContext, id: string): Promise<Revision | null> {
    const row = await this.#db
      .selectFrom('revisions')
      .selectAll()
      .where('id', '=', id)
      .where('library_id', '=', ctx.libraryId)
      .executeTakeFirst();
    return row ? toRevision(row) : null;
  }

  async addPages(ctx: RequestContext, revisionId: string, pages: PageRecord[]): Promise<void> {
    const rows = pages.map((page) => pageRow(ctx.libraryId, revisionId, page));
    await this.#db.transaction().execute(async (trx) => {
      await requireBuilding(trx, ctx, revisionId);
      for (const batch of batchesOf(rows)) {
        await trx
          .insertInto('pages')
          .values(batch)
          .onConflict((conflict) =>
            conflict.columns(['revision_id', 'number']).doUpdateSet((eb) => ({
              label: eb.ref('excluded.label'),
              width: eb.ref('excluded.width'),
              height: eb.ref('excluded.height'),
              start_offset: eb.ref('excluded.start_offset'),
              text: eb.ref('excluded.text'),
              runs: eb.ref('excluded.runs'),
              error: eb.ref('excluded.error'),
              trace: eb.ref('excluded.trace'),
            })),
          )
          .execute();
      }
    });
  }

  async addChunks(ctx: RequestContext, revisionId: string, chunks: ChunkRecord[]): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      const revision = await requireBuilding(trx, ctx, revisionId);
      for (const batch of batchesOf(chunks)) {
        const result = await trx
          .insertInto('chunks')
          .values(batch.map((chunk) => chunkRow(revision, chunk)))
          .onConflict((conflict) =>
            conflict
              .column('id')
              .doUpdateSet((eb) => ({
                ordinal: eb.ref('excluded.ordinal'),
                kind: eb.ref('excluded.kind'),
                section: eb.ref('excluded.section'),
                start_offset: eb.ref('excluded.start_offset'),
                end_offset: eb.ref('excluded.end_offset'),
                page_first: eb.ref('excluded.page_first'),
                page_last: eb.ref('excluded.page_last'),
                text: eb.ref('excluded.text'),
                embed_key: eb.ref('excluded.embed_key'),
              }))
              // A chunk id of another revision is never taken over.
              .whereRef('chunks.revision_id', '=', 'excluded.revision_id'),
          )
          .executeTakeFirst();
        if (result.numInsertedOrUpdatedRows !== BigInt(batch.length)) throw new AppError('conflict');
      }
    });
  }

  async activate(ctx: RequestContext, revisionId: string, expected: string | null): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      const revision = await requireRevision(trx, ctx, revisionId);
      if (revision.state === 'active') return;
      const changed = await trx
        .updateTable('documents')
        .set({ active_revision_id: revisionId, updated_at: this.#now() })
        .where('id', '=', revision.document_id)
        .where('active_revision_id', 'is not distinct from', expected)
        .executeTakeFirst();
      if (changed.numUpdatedRows === 0n) throw new AppError('conflict');
      await trx
        .updateTable('revisions')
        .set({ state: 'superseded' })
        .where('document_id', '=', revision.document_id)
        .where('state', '=', 'active')
        .execute();
      await trx.updateTable('revisions').set({ state: 'active' }).where('id', '=', revisionId).execute();
      await showsOtherChunks(trx, ctx.libraryId);
    });
  }

  async prune(ctx: RequestContext, documentId: string): Promise<{ chunkIds: string[]; revisionIds: string[] }> {
    return this.#db.transaction().execute(async (trx) => {
      await requireDocument(trx, ctx, documentId);
      const superseded = await trx
        .selectFrom('revisions')
        .select('id')
        .where('document_id', '=', documentId)
        .where('state', '=', 'superseded')
        .execute();
      const revisionIds = superseded.map((revision) => revision.id);
      if (revisionIds.length === 0) return { chunkIds: [], revisionIds };
      const chunks = await trx.selectFrom('chunks').select('id').where('revision_id', 'in', revisionIds).execute();
      await trx.deleteFrom('revisions').where('id', 'in', revisionIds).execute();
      await showsOtherChunks(trx, ctx.libraryId);
      return { chunkIds: chunks.map((chunk) => chunk.id), revisionIds };
    });
  }

  async listChunks(
    ctx: RequestContext,
    revisionId: string,
    query: { fromOrdinal: number; limit: number },
  ): Promise<StoredChunk[]> {
    const rows = await this.#chunks(ctx)
      .where('chunks.revision_id', '=', revisionId)
      .where('chunks.ordinal', '>=', query.fromOrdinal)
      .orderBy('chunks.ordinal')
      .limit(query.limit)
      .execute();
    return rows.map(toStoredChunk);
  }

  async visibleChunks(ctx: RequestContext, ids: string[]): Promise<StoredChunk[]> {
    const found = new Map<string, StoredChunk>();
    for (const batch of batchesOf(ids)) {
      const rows = await this.#chunks(ctx)
        .where('chunks.id', 'in', batch)
        .whereRef('documents.active_revision_id', '=', 'chunks.revision_id')
        .where('documents.deleted_at', 'is', null)
        .execute();
      for (const row of rows) found.set(row.id, toStoredChunk(row));
    }
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  async pages(ctx: RequestContext, revisionId: string, numbers: number[]): Promise<PageRecord[]> {
    const pages: PageRecord[] = [];
    for (const batch of batchesOf(numbers)) {
      const rows = await this.#db
        .selectFrom('pages')
        .selectAll()
        .where('library_id', '=', ctx.libraryId)
        .where('revision_id', '=', revisionId)
        .where('number', 'in', batch)
        .execute();
      pages.push(...rows.map(toPage));
    }
    return pages.sort((a, b) => a.number - b.number);
  }

  async pageTexts(ctx: RequestContext, revisionId: string): Promise<PageText[]> {
    const rows = await this.#db
      .selectFrom('pages')
      .select(['number', 'label', 'start_offset as start', 'text', 'error', 'trace'])
      .where('library_id', '=', ctx.libraryId)
      .where('revision_id', '=', revisionId)
      .orderBy('number')
      .execute();
    return rows.map((row) => ({ ...row, trace: toTrace(row.trace) }));
  }

  async spaceProgress(ctx: RequestContext, revisionId: string, spaceId: string): Promise<SpaceProgress | null> {
    const row = await this.#db
      .selectFrom('revision_spaces')
      .selectAll()
      .where('library_id', '=', ctx.libraryId)
      .where('revision_id', '=', revisionId)
      .where('space_id', '=', spaceId)
      .executeTakeFirst();
    return row ? { revisionId, spaceId, state: row.state, chunksDone: row.chunks_done } : null;
  }

  async setSpaceProgress(ctx: RequestContext, progress: SpaceProgress): Promise<void> {
    const values = { state: progress.state, chunks_done: progress.chunksDone };
    await this.#db.transaction().execute(async (trx) => {
      await requireRevision(trx, ctx, progress.revisionId);
      await trx
        .insertInto('revision_spaces')
        .values({ library_id: ctx.libraryId, revision_id: progress.revisionId, space_id: progress.spaceId, ...values })
        .onConflict((conflict) => conflict.columns(['revision_id', 'space_id']).doUpdateSet(values))
        .execute();
    });
  }

  #chunks(ctx: RequestContext) {
    return this.#db
      .selectFrom('chunks')
      .innerJoin('documents', 'documents.id', 'chunks.document_id')
      .selectAll('chunks')
      .select(['documents.title', 'documents.blob_hash'])
      .where('chunks.library_id', '=', ctx.libraryId);
  }
}

function* batchesOf<T>(items: T[]): Generator<T[]> {
  for (let at = 0; at < items.length; at += batchRows) yield items.slice(at, at + batchRows);
}
