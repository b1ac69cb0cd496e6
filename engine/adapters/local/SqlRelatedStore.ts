import type { Kysely } from 'kysely';
import type { RequestContext } from '../../context.ts';
import type { WorkFacts } from '../../library/sameWork.ts';
import type { RelatedStore } from '../../ports/RelatedStore.ts';
import { requireDocument } from './requireRow.ts';
import type { Schema } from './schema.ts';

/** The RelatedStore in a SQL database; the keys are columns that SqlDocumentStore keeps. */
export class SqlRelatedStore implements RelatedStore {
  readonly #db: Kysely<Schema>;
  readonly #now: () => number;

  constructor(db: Kysely<Schema>, options: { now: () => number } = { now: Date.now }) {
    this.#db = db;
    this.#now = options.now;
  }

  async sharing(ctx: RequestContext, id: string): Promise<WorkFacts[]> {
    const own = await this.#keyed(ctx)
      .select(['documents.title_key', 'documents.doi_key', 'revisions.arxiv_id'])
      .where('documents.id', '=', id)
      .executeTakeFirst();
    if (!own) return [];
    // A query a key, as each has an index of its own.
    const ids = new Set([id]);
    for (const [column, value] of [
      ['documents.title_key', own.title_key],
      ['documents.doi_key', own.doi_key],
      ['revisions.arxiv_id', own.arxiv_id],
    ] as const) {
      if (value === null) continue;
      for (const row of await this.#keyed(ctx).select('documents.id').where(column, '=', value).execute()) ids.add(row.id);
    }
    return await this.#facts(ctx, [...ids]);
  }

  async allSharing(ctx: RequestContext): Promise<WorkFacts[]> {
    const ids = new Set<string>();
    for (const column of ['documents.title_key', 'documents.doi_key', 'revisions.arxiv_id'] as const) {
      const visible = this.#keyed(ctx).where('documents.deleted_at', 'is', null);
      const shared = visible
        .select(column)
        .where(column, 'is not', null)
        .groupBy(column)
        .having((eb) => eb.fn.countAll(), '>', 1);
      for (const row of await visible.select('documents.id').where(column, 'in', shared).execute()) ids.add(row.id);
    }
    return (await this.#facts(ctx, [...ids])).filter(({ deletedAt }) => deletedAt === null);
  }

  async distinct(ctx: RequestContext, id?: string): Promise<[string, string][]> {
    let select = this.#db
      .selectFrom('distinct_works')
      .select(['document_id', 'other_id'])
      .where('library_id', '=', ctx.libraryId);
    if (id !== undefined) select = select.where((eb) => eb.or([eb('document_id', '=', id), eb('other_id', '=', id)]));
    const rows = await select.orderBy('document_id').orderBy('other_id').execute();
    return rows.map((row) => [row.document_id, row.other_id]);
  }

  async setDistinct(ctx: RequestContext, pair: [string, string], distinct: boolean): Promise<void> {
    const [document_id, other_id] = [...pair].sort() as [string, string];
    await this.#db.transaction().execute(async (trx) => {
      await requireDocument(trx, ctx, document_id);
      await requireDocument(trx, ctx, other_id);
      if (distinct)
        await trx
          .insertInto('distinct_works')
          .values({ library_id: ctx.libraryId, document_id, other_id, created_at: this.#now() })
          .onConflict((conflict) => conflict.columns(['document_id', 'other_id']).doNothing())
          .execute();
      else
        await trx.deleteFrom('distinct_works').where('document_id', '=', document_id).where('other_id', '=', other_id).execute();
    });
  }

  /** The library's documents with their active revisions. */
  #keyed(ctx: RequestContext) {
    return this.#db
      .selectFrom('documents')
      .leftJoin('revisions', 'revisions.id', 'documents.active_revision_id')
      .where('documents.library_id', '=', ctx.libraryId);
  }

  async #facts(ctx: RequestContext, ids: string[]): Promise<WorkFacts[]> {
    const facts: WorkFacts[] = [];
    for (let at = 0; at < ids.length; at += batchIds) {
      const rows = await this.#keyed(ctx)
        .select([
          'documents.id',
          'documents.title',
          'documents.authors',
          'documents.year',
          'documents.doi',
          'documents.created_at',
          'documents.deleted_at',
          'revisions.arxiv_id',
        ])
        .where('documents.id', 'in', ids.slice(at, at + batchIds))
        .execute();
      for (const { authors, created_at, deleted_at, arxiv_id, ...row } of rows)
        facts.push({
          ...row,
          authors: JSON.parse(authors) as string[],
          createdAt: created_at,
          deletedAt: deleted_at,
          arxivId: arxiv_id,
        });
    }
    return facts.sort(oldestFirst);
  }
}

/** Ids per statement: far below the bound parameters SQLite and Postgres allow. */
const batchIds = 2000;

function oldestFirst(a: WorkFacts, b: WorkFacts): number {
  return a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
}
