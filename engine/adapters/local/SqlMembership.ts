import { type Kysely, sql, type Transaction } from 'kysely';
import type { RequestContext } from '../../context.ts';
import type { Schema } from './schema.ts';

type Database = Kysely<Schema> | Transaction<Schema>;

/** Ids per statement: far below the bound parameters SQLite (32,766) and Postgres (65,535) allow. */
const batchIds = 2000;

/** Which documents are in the sets of one kind: rows of a set and a document. */
export class SqlMembership {
  readonly #table: 'collection_documents' | 'document_tags';
  readonly #set: 'collection_id' | 'tag_id';

  constructor(table: 'collection_documents' | 'document_tags', set: 'collection_id' | 'tag_id') {
    this.#table = table;
    this.#set = set;
  }

  /** Puts documents of the library into a set of it or takes them out; returns those that were not, or were, in it. */
  async assign(db: Database, ctx: RequestContext, setId: string, documentIds: string[], member: boolean): Promise<string[]> {
    const changed: string[] = [];
    for (const ids of batchesOf([...new Set(documentIds)])) {
      const { rows } = await (member ? this.#insert(ctx, setId, ids) : this.#delete(ctx, setId, ids)).execute(db);
      changed.push(...rows.map((row) => row.document_id));
    }
    return changed;
  }

  /** Documents in any of the sets. `trashed`: also those in the trash. */
  async documentsIn(db: Database, ctx: RequestContext, setIds: string[], options: { trashed: boolean }): Promise<string[]> {
    const found = new Set<string>();
    for (const ids of batchesOf(setIds)) {
      const { rows } = await sql<{ document_id: string }>`
        select member.document_id from ${sql.table(this.#table)} as member
        join documents on documents.id = member.document_id
        where member.library_id = ${ctx.libraryId} and ${sql.ref(`member.${this.#set}`)} in (${sql.join(ids)})
        ${options.trashed ? sql`` : sql`and documents.deleted_at is null`}`.execute(db);
      for (const row of rows) found.add(row.document_id);
    }
    return [...found];
  }

  #insert(ctx: RequestContext, setId: string, ids: string[]) {
    return sql<{ document_id: string }>`
      insert into ${sql.table(this.#table)} (library_id, ${sql.ref(this.#set)}, document_id)
      select library_id, ${setId}, id from documents where library_id = ${ctx.libraryId} and id in (${sql.join(ids)})
      on conflict do nothing returning document_id`;
  }

  #delete(ctx: RequestContext, setId: string, ids: string[]) {
    return sql<{ document_id: string }>`
      delete from ${sql.table(this.#table)}
      where library_id = ${ctx.libraryId} and ${sql.ref(this.#set)} = ${setId} and document_id in (${sql.join(ids)})
      returning document_id`;
  }
}

function* batchesOf(ids: string[]): Generator<string[]> {
  for (let at = 0; at < ids.length; at += batchIds) yield ids.slice(at, at + batchIds);
}
