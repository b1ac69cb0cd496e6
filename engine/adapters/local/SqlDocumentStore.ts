import type { Kysely, Selectable, Transaction, Updateable } from 'kysely';
import type { Document } from '../../../shared/domain/document.ts';
import type { StageRun } from '../../../shared/domain/inspection.ts';
import type { Library } from '../../../shared/domain/library.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { RequestContext } from '../../context.ts';
import { touchesEditable, withEdited, withoutEdited } from '../../library/editedFields.ts';
import { checkLimit, decodeCursor, encodeCursor } from '../../library/listCursor.ts';
import { storableText } from '../../library/storableText.ts';
import type {
  ChunkRecord,
  DocumentCounts,
  DocumentFields,
  DocumentPage,
  DocumentPatch,
  DocumentStore,
  NewDocument,
  PageRecord,
  PageText,
  Reading,
  Revision,
  SpaceProgress,
  StoredChunk,
} from '../../ports/DocumentStore.ts';
import { newDocumentRow, patchColumns, toDocument } from './documentRows.ts';
import { SqlReadings } from './SqlReadings.ts';
import { SqlRevisions } from './SqlRevisions.ts';
import { SqlStageRuns } from './SqlStageRuns.ts';
import type { DocumentsTable, Schema } from './schema.ts';
import { showsOtherChunks } from './searchGeneration.ts';

/** The DocumentStore in a SQL database; portable SQL only. */
export class SqlDocumentStore implements DocumentStore {
  readonly #db: Kysely<Schema>;
  readonly #revisions: SqlRevisions;
  readonly #readings: SqlReadings;
  readonly #stageRuns: SqlStageRuns;
  readonly #now: () => number;

  constructor(db: Kysely<Schema>, options: { now: () => number } = { now: Date.now }) {
    this.#db = db;
    this.#now = options.now;
    this.#revisions = new SqlRevisions(db, options);
    this.#readings = new SqlReadings(db);
    this.#stageRuns = new SqlStageRuns(db);
  }

  async ensureLibrary(ctx: RequestContext, name: string): Promise<Library> {
    const createdAt = this.#now();
    return this.#db.transaction().execute(async (trx) => {
      const created = await trx
        .insertInto('libraries')
        .values({ id: ctx.libraryId, name: storableText(name), created_at: createdAt })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      if (created.numInsertedOrUpdatedRows) {
        const user = { id: ctx.principal.id, created_at: createdAt };
        const membership = { library_id: ctx.libraryId, user_id: user.id, role: 'admin', created_at: createdAt };
        await trx
          .insertInto('users')
          .values(user)
          .onConflict((conflict) => conflict.column('id').doNothing())
          .execute();
        await trx.insertInto('memberships').values(membership).execute();
      }
      const row = await trx.selectFrom('libraries').selectAll().where('id', '=', ctx.libraryId).executeTakeFirstOrThrow();
      return { id: row.id, name: row.name, createdAt: row.created_at };
    });
  }

  async listLibraries(): Promise<Library[]> {
    const rows = await this.#db.selectFrom('libraries').selectAll().orderBy('created_at').orderBy('id').execute();
    return rows.map((row) => ({ id: row.id, name: row.name, createdAt: row.created_at }));
  }

  async insert(ctx: RequestContext, document: NewDocument): Promise<{ document: Document; duplicate: boolean }> {
    return this.#db.transaction().execute(async (trx) => {
      const library = await trx.selectFrom('libraries').select('id').where('id', '=', ctx.libraryId).executeTakeFirst();
      if (!library) throw new AppError('not_found');
      await trx
        .insertInto('blobs')
        .values({ hash: document.blobHash, size_bytes: document.sizeBytes })
        .onConflict((conflict) => conflict.column('hash').doNothing())
        .execute();
      const inserted = await trx
        .insertInto('documents')
        .values(newDocumentRow(ctx.libraryId, document, this.#now()))
        .onConflict((conflict) => conflict.columns(['library_id', 'blob_hash']).doNothing())
        .returningAll()
        .executeTakeFirst();
      if (!inserted) {
        const existing = await trx
          .selectFrom('documents')
          .selectAll()
          .where('library_id', '=', ctx.libraryId)
          .where('blob_hash', '=', document.blobHash)
          .executeTakeFirstOrThrow();
        return { document: await documentOf(trx, existing), duplicate: existing.id !== document.id };
      }
      await trx
        .insertInto('blob_references')
        .values({ library_id: ctx.libraryId, blob_hash: document.blobHash, document_id: document.id })
        .execute();
      return { document: await documentOf(trx, inserted), duplicate: false };
    });
  }

  async get(ctx: RequestContext, id: string): Promise<Document | null> {
    return find(this.#db, ctx, id);
  }

  async list(
    ctx: RequestContext,
    query: { cursor?: string; limit: number; statuses?: Document['status'][]; trashed?: boolean },
  ): Promise<DocumentPage> {
    checkLimit(query.limit);
    if (query.statuses?.length === 0) return { items: [], nextCursor: null };
    let select = this.#db
      .selectFrom('documents')
      .selectAll()
      .where('library_id', '=', ctx.libraryId)
      .where('deleted_at', query.trashed ? 'is not' : 'is', null);
    if (query.statuses) select = select.where('status', 'in', query.statuses);
    if (query.cursor !== undefined) {
      const { createdAt, id } = decodeCursor(query.cursor);
      select = select.where((eb) => eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(createdAt, id)));
    }
    // One more than asked for tells whether there is a next page.
    const rows = await select
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(query.limit + 1)
      .execute();
    const items = await documentsOf(this.#db, rows.slice(0, query.limit));
    const last = items.at(-1);
    return { items, nextCursor: last && rows.length > query.limit ? encodeCursor(last) : null };
  }

  async counts(ctx: RequestContext): Promise<DocumentCounts> {
    const rows = await this.#db
      .selectFrom('documents')
      .select((eb) => [
        'status',
        eb.case().when('deleted_at', 'is', null).then(0).else(1).end().as('trashed'),
        eb.fn.countAll<number>().as('documents'),
        eb.fn.sum<number>('page_count').as('pages'),
        eb.fn.sum<number>('chunk_count').as('chunks'),
        eb.fn.sum<number>('size_bytes').as('bytes'),
      ])
      .where('library_id', '=', ctx.libraryId)
      .groupBy(['status', 'trashed'])
      .execute();
    const counts: DocumentCounts = { byStatus: {}, trashed: 0, pages: 0, chunks: 0, sizeBytes: 0 };
    for (const row of rows) {
      if (row.trashed) {
        counts.trashed += Number(row.documents);
        continue;
      }
      counts.byStatus[row.status] = Number(row.documents);
      counts.pages += Number(row.pages);
      counts.chunks += Number(row.chunks);
      counts.sizeBytes += Number(row.bytes);
    }
    return counts;
  }

  async update(ctx: RequestContext, id: string, patch: DocumentPatch): Promise<Document | null> {
    if (!touchesEditable(patch)) return await this.#set(this.#db, ctx, id, patchColumns(patch));
    return this.#db.transaction().execute(async (trx) => {
      const document = await find(trx, ctx, id);
      return document && (await this.#set(trx, ctx, id, patchColumns(withoutEdited(document.editedFields, patch))));
    });
  }

  async edit(ctx: RequestContext, id: string, fields: DocumentFields): Promise<Document> {
    return this.#db.transaction().execute(async (trx) => {
      const document = await find(trx, ctx, id);
      if (!document) throw new AppError('not_found');
      const edited_fields = JSON.stringify(withEdited(document.editedFields, fields));
      return (await this.#set(trx, ctx, id, { ...patchColumns(fields), edited_fields }))!;
    });
  }

  async trash(ctx: RequestContext, id: string): Promise<Document> {
    return this.#setDeletedAt(ctx, id, this.#now());
  }

  async restore(ctx: RequestContext, id: string): Promise<Document> {
    return this.#setDeletedAt(ctx, id, null);
  }

  async purge(ctx: RequestContext, id: string): Promise<{ releasedBlobs: string[]; revisionIds: string[] }> {
    return this.#db.transaction().execute(async (trx) => {
      const document = await find(trx, ctx, id);
      if (!document) return { releasedBlobs: [], revisionIds: [] };
      const revisions = await trx.selectFrom('revisions').select('id').where('document_id', '=', id).execute();
      // Revisions, pages, chunks and the blob reference go with it.
      await trx.deleteFrom('documents').where('id', '=', id).execute();
      const released = await trx
        .deleteFrom('blobs')
        .where('hash', '=', document.blobHash)
        .where((eb) =>
          eb.not(eb.exists(eb.selectFrom('blob_references').select('blob_hash').where('blob_hash', '=', document.blobHash))),
        )
        .executeTakeFirst();
      await showsOtherChunks(trx, ctx.libraryId);
      return {
        releasedBlobs: released.numDeletedRows > 0n ? [document.blobHash] : [],
        revisionIds: revisions.map((revision) => revision.id),
      };
    });
  }

  async #set(db: Database, ctx: RequestContext, id: string, columns: Updateable<DocumentsTable>): Promise<Document | null> {
    const row = await db
      .updateTable('documents')
      .set({ ...columns, updated_at: this.#now() })
      .where('id', '=', id)
      .where('library_id', '=', ctx.libraryId)
      .returningAll()
      .executeTakeFirst();
    return row ? await documentOf(db, row) : null;
  }

  async #setDeletedAt(ctx: RequestContext, id: string, deletedAt: number | null): Promise<Document> {
    return this.#db.transaction().execute(async (trx) => {
      const row = await trx
        .updateTable('documents')
        .set({ deleted_at: deletedAt, updated_at: this.#now() })
        .where('id', '=', id)
        .where('library_id', '=', ctx.libraryId)
        .where('deleted_at', deletedAt === null ? 'is not' : 'is', null)
        .returningAll()
        .executeTakeFirst();
      if (row) {
        await showsOtherChunks(trx, ctx.libraryId);
        return await documentOf(trx, row);
      }
      const unchanged = await find(trx, ctx, id);
      if (!unchanged) throw new AppError('not_found');
      return unchanged;
    });
  }

  beginRevision(ctx: RequestContext, documentId: string, revision: { id: string; parser: string }): Promise<Revision> {
    return this.#revisions.begin(ctx, documentId, revision);
  }
  revision(ctx: RequestContext, id: string): Promise<Revision | null> {
    return this.#revisions.get(ctx, id);
  }
  addPages(ctx: RequestContext, revisionId: string, pages: PageRecord[]): Promise<void> {
    return this.#revisions.addPages(ctx, revisionId, pages);
  }
  addChunks(ctx: RequestContext, revisionId: string, chunks: ChunkRecord[]): Promise<void> {
    return this.#revisions.addChunks(ctx, revisionId, chunks);
  }
  saveReading(ctx: RequestContext, revisionId: string, reading: Reading): Promise<void> {
    return this.#readings.save(ctx, revisionId, reading);
  }
  reading(ctx: RequestContext, revisionId: string): Promise<Reading | null> {
    return this.#readings.get(ctx, revisionId);
  }
  activateRevision(ctx: RequestContext, revisionId: string, expected: string | null): Promise<void> {
    return this.#revisions.activate(ctx, revisionId, expected);
  }
  pruneRevisions(ctx: RequestContext, documentId: string): Promise<{ chunkIds: string[]; revisionIds: string[] }> {
    return this.#revisions.prune(ctx, documentId);
  }
  listChunks(ctx: RequestContext, revisionId: string, query: { fromOrdinal: number; limit: number }): Promise<StoredChunk[]> {
    return this.#revisions.listChunks(ctx, revisionId, query);
  }
  visibleChunks(ctx: RequestContext, ids: string[]): Promise<StoredChunk[]> {
    return this.#revisions.visibleChunks(ctx, ids);
  }
  pages(ctx: RequestContext, revisionId: string, numbers: number[]): Promise<PageRecord[]> {
    return this.#revisions.pages(ctx, revisionId, numbers);
  }
  pageTexts(ctx: RequestContext, revisionId: string): Promise<PageText[]> {
    return this.#revisions.pageTexts(ctx, revisionId);
  }
  recordStage(ctx: RequestContext, documentId: string, run: StageRun): Promise<void> {
    return this.#stageRuns.record(ctx, documentId, run);
  }
  stageRuns(ctx: RequestContext, documentId: string): Promise<StageRun[]> {
    return this.#stageRuns.list(ctx, documentId);
  }
  spaceProgress(ctx: RequestContext, revisionId: string, spaceId: string): Promise<SpaceProgress | null> {
    return this.#revisions.spaceProgress(ctx, revisionId, spaceId);
  }
  setSpaceProgress(ctx: RequestContext, progress: SpaceProgress): Promise<void> {
    return this.#revisions.setSpaceProgress(ctx, progress);
  }
}

type Database = Kysely<Schema> | Transaction<Schema>;

async function find(db: Database, ctx: RequestContext, id: string): Promise<Document | null> {
  const row = await db
    .selectFrom('documents')
    .selectAll()
    .where('id', '=', id)
    .where('library_id', '=', ctx.libraryId)
    .executeTakeFirst();
  return row ? await documentOf(db, row) : null;
}

async function documentOf(db: Database, row: Selectable<DocumentsTable>): Promise<Document> {
  return (await documentsOf(db, [row]))[0]!;
}

async function documentsOf(db: Database, rows: Selectable<DocumentsTable>[]): Promise<Document[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const collections = await db
    .selectFrom('collection_documents')
    .select(['document_id', 'collection_id as id'])
    .where('document_id', 'in', ids)
    .orderBy('collection_id')
    .execute();
  const tags = await db
    .selectFrom('document_tags')
    .select(['document_id', 'tag_id as id'])
    .where('document_id', 'in', ids)
    .orderBy('tag_id')
    .execute();
  const collectionsOf = Map.groupBy(collections, (row) => row.document_id);
  const tagsOf = Map.groupBy(tags, (row) => row.document_id);
  return rows.map((row) =>
    toDocument(row, {
      collectionIds: (collectionsOf.get(row.id) ?? []).map(({ id }) => id),
      tagIds: (tagsOf.get(row.id) ?? []).map(({ id }) => id),
    }),
  );
}
