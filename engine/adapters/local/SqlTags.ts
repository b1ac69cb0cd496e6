import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Tag } from '../../../shared/domain/collection.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { RequestContext } from '../../context.ts';
import { tagKey } from '../../library/collectionTree.ts';
import { storableText } from '../../library/storableText.ts';
import type { Emptied } from '../../ports/CollectionStore.ts';
import type { SqlMembership } from './SqlMembership.ts';
import type { Schema, TagsTable } from './schema.ts';

type Database = Kysely<Schema> | Transaction<Schema>;

/** The half of SqlCollectionStore that concerns tags. */
export class SqlTags {
  readonly #db: Kysely<Schema>;
  readonly #now: () => number;
  readonly #tagged: SqlMembership;

  constructor(db: Kysely<Schema>, options: { now: () => number }, tagged: SqlMembership) {
    this.#db = db;
    this.#now = options.now;
    this.#tagged = tagged;
  }

  async list(ctx: RequestContext): Promise<Tag[]> {
    const rows = await this.#db
      .selectFrom('tags')
      .selectAll()
      .where('library_id', '=', ctx.libraryId)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return rows.map(toTag);
  }

  async create(ctx: RequestContext, given: Pick<Tag, 'id' | 'name' | 'color'>): Promise<{ tag: Tag; created: boolean }> {
    return this.#db.transaction().execute(async (trx) => {
      const existing = await named(trx, ctx, given.name);
      if (existing) return { tag: existing, created: false };
      const now = this.#now();
      const row = await trx
        .insertInto('tags')
        .values({
          id: given.id,
          library_id: ctx.libraryId,
          ...nameColumns(given.name),
          color: given.color,
          created_at: now,
          updated_at: now,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return { tag: toTag(row), created: true };
    });
  }

  async update(ctx: RequestContext, id: string, patch: { name?: string; color?: Tag['color'] }): Promise<Tag> {
    return this.#db.transaction().execute(async (trx) => {
      await required(trx, ctx, id);
      const other = patch.name === undefined ? null : await named(trx, ctx, patch.name);
      if (other && other.id !== id) throw new AppError('conflict');
      await trx
        .updateTable('tags')
        .set({
          ...(patch.name === undefined ? {} : nameColumns(patch.name)),
          ...(patch.color === undefined ? {} : { color: patch.color }),
          updated_at: this.#now(),
        })
        .where('id', '=', id)
        .execute();
      return await required(trx, ctx, id);
    });
  }

  async remove(ctx: RequestContext, id: string): Promise<Emptied> {
    return this.#db.transaction().execute(async (trx) => {
      await required(trx, ctx, id);
      const documentIds = await this.#tagged.documentsIn(trx, ctx, [id], { trashed: true });
      await trx.deleteFrom('tags').where('id', '=', id).execute();
      return { id, documentIds };
    });
  }

  async assign(ctx: RequestContext, id: string, documentIds: string[], tagged: boolean): Promise<string[]> {
    return this.#db.transaction().execute(async (trx) => {
      await required(trx, ctx, id);
      return await this.#tagged.assign(trx, ctx, id, documentIds, tagged);
    });
  }
}

async function required(db: Database, ctx: RequestContext, id: string): Promise<Tag> {
  const row = await db
    .selectFrom('tags')
    .selectAll()
    .where('id', '=', id)
    .where('library_id', '=', ctx.libraryId)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return toTag(row);
}

async function named(db: Database, ctx: RequestContext, name: string): Promise<Tag | null> {
  const row = await db
    .selectFrom('tags')
    .selectAll()
    .where('library_id', '=', ctx.libraryId)
    .where('name_key', '=', nameColumns(name).name_key)
    .executeTakeFirst();
  return row ? toTag(row) : null;
}

function nameColumns(given: string): { name: string; name_key: string } {
  const name = storableText(given);
  return { name, name_key: tagKey(name) };
}

function toTag(row: Selectable<TagsTable>): Tag {
  return {
    id: row.id,
    libraryId: row.library_id,
    name: row.name,
    color: row.color,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
