import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Collection, Scope, Tag } from '../../../shared/domain/collection.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { RequestContext } from '../../context.ts';
import { withDescendants } from '../../library/collectionTree.ts';
import { storableText } from '../../library/storableText.ts';
import type { CollectionStore, Emptied } from '../../ports/CollectionStore.ts';
import { SqlMembership } from './SqlMembership.ts';
import { SqlTags } from './SqlTags.ts';
import type { CollectionsTable, Schema } from './schema.ts';

type Database = Kysely<Schema> | Transaction<Schema>;

/** The CollectionStore in a SQL database; portable SQL only. */
export class SqlCollectionStore implements CollectionStore {
  readonly #db: Kysely<Schema>;
  readonly #now: () => number;
  readonly #tags: SqlTags;
  readonly #members = new SqlMembership('collection_documents', 'collection_id');
  readonly #tagged = new SqlMembership('document_tags', 'tag_id');

  constructor(db: Kysely<Schema>, options: { now: () => number } = { now: Date.now }) {
    this.#db = db;
    this.#now = options.now;
    this.#tags = new SqlTags(db, options, this.#tagged);
  }

  listCollections(ctx: RequestContext): Promise<Collection[]> {
    return all(this.#db, ctx);
  }

  async createCollection(ctx: RequestContext, given: Pick<Collection, 'id' | 'name' | 'parentId'>): Promise<Collection> {
    return this.#db.transaction().execute(async (trx) => {
      if (given.parentId !== null) await required(trx, ctx, given.parentId);
      const now = this.#now();
      await trx
        .insertInto('collections')
        .values({
          id: given.id,
          library_id: ctx.libraryId,
          parent_id: given.parentId,
          name: storableText(given.name),
          created_at: now,
          updated_at: now,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
      return await required(trx, ctx, given.id);
    });
  }

  async updateCollection(
    ctx: RequestContext,
    id: string,
    patch: { name?: string; parentId?: string | null },
  ): Promise<Collection> {
    return this.#db.transaction().execute(async (trx) => {
      await required(trx, ctx, id);
      if (typeof patch.parentId === 'string') {
        await required(trx, ctx, patch.parentId);
        if (withDescendants(await all(trx, ctx), [id]).has(patch.parentId)) throw new AppError('conflict');
      }
      await trx
        .updateTable('collections')
        .set({
          ...(patch.name === undefined ? {} : { name: storableText(patch.name) }),
          ...(patch.parentId === undefined ? {} : { parent_id: patch.parentId }),
          updated_at: this.#now(),
        })
        .where('id', '=', id)
        .execute();
      return await required(trx, ctx, id);
    });
  }

  async removeCollection(ctx: RequestContext, id: string): Promise<Emptied[]> {
    return this.#db.transaction().execute(async (trx) => {
      await required(trx, ctx, id);
      const emptied: Emptied[] = [];
      for (const gone of withDescendants(await all(trx, ctx), [id])) {
        const documentIds = await this.#members.documentsIn(trx, ctx, [gone], { trashed: true });
        emptied.push({ id: gone, documentIds });
      }
      // Those that lie in it, and their rows of documents, go with it.
      await trx.deleteFrom('collections').where('id', '=', id).execute();
      return emptied;
    });
  }

  async assignCollection(ctx: RequestContext, id: string, documentIds: string[], member: boolean): Promise<string[]> {
    return this.#db.transaction().execute(async (trx) => {
      await required(trx, ctx, id);
      return await this.#members.assign(trx, ctx, id, documentIds, member);
    });
  }

  async documentIdsIn(ctx: RequestContext, scope: Scope): Promise<string[] | null> {
    if (scope.collectionIds.length + scope.tagIds.length + scope.documentIds.length === 0) return null;
    const collectionIds = scope.collectionIds.length ? withDescendants(await all(this.#db, ctx), scope.collectionIds) : [];
    const shown = { trashed: false };
    const inCollections = await this.#members.documentsIn(this.#db, ctx, [...collectionIds], shown);
    const withTags = await this.#tagged.documentsIn(this.#db, ctx, scope.tagIds, shown);
    return [...new Set([...inCollections, ...withTags, ...(await this.#shown(ctx, scope.documentIds))])];
  }

  listTags(ctx: RequestContext): Promise<Tag[]> {
    return this.#tags.list(ctx);
  }
  createTag(ctx: RequestContext, tag: Pick<Tag, 'id' | 'name' | 'color'>): Promise<{ tag: Tag; created: boolean }> {
    return this.#tags.create(ctx, tag);
  }
  updateTag(ctx: RequestContext, id: string, patch: { name?: string; color?: Tag['color'] }): Promise<Tag> {
    return this.#tags.update(ctx, id, patch);
  }
  removeTag(ctx: RequestContext, id: string): Promise<Emptied> {
    return this.#tags.remove(ctx, id);
  }
  assignTag(ctx: RequestContext, id: string, documentIds: string[], tagged: boolean): Promise<string[]> {
    return this.#tags.assign(ctx, id, documentIds, tagged);
  }

  /** Those of the documents that are there and not in the trash. */
  async #shown(ctx: RequestContext, ids: string[]): Promise<string[]> {
    const shown: string[] = [];
    for (let at = 0; at < ids.length; at += 2000) {
      const rows = await this.#db
        .selectFrom('documents')
        .select('id')
        .where('library_id', '=', ctx.libraryId)
        .where('deleted_at', 'is', null)
        .where('id', 'in', ids.slice(at, at + 2000))
        .execute();
      shown.push(...rows.map((row) => row.id));
    }
    return shown;
  }
}

async function all(db: Database, ctx: RequestContext): Promise<Collection[]> {
  const rows = await db
    .selectFrom('collections')
    .selectAll()
    .where('library_id', '=', ctx.libraryId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(toCollection);
}

async function required(db: Database, ctx: RequestContext, id: string): Promise<Collection> {
  const row = await db
    .selectFrom('collections')
    .selectAll()
    .where('id', '=', id)
    .where('library_id', '=', ctx.libraryId)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return toCollection(row);
}

function toCollection(row: Selectable<CollectionsTable>): Collection {
  return {
    id: row.id,
    libraryId: row.library_id,
    name: row.name,
    parentId: row.parent_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
