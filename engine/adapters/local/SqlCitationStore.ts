import type { Kysely } from 'kysely';
import type { RequestContext } from '../../context.ts';
import type { CitationCandidate, CitationStore, ListedReference } from '../../ports/CitationStore.ts';
import type { Schema } from './schema.ts';

const keys = ['doi_key', 'title_key'] as const;
type Key = (typeof keys)[number];

/** The CitationStore in a SQL database; the keys are columns that SqlDocumentStore keeps. */
export class SqlCitationStore implements CitationStore {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async candidates(ctx: RequestContext, documentId?: string): Promise<CitationCandidate[]> {
    const found = new Map<string, CitationCandidate & { ordinal: number }>();
    // A query a key and a side, as each has an index of its own.
    for (const key of keys)
      for (const side of documentId === undefined ? [null] : (['citing.id', 'cited.id'] as const)) {
        let select = this.#listed(ctx)
          .innerJoin('documents as cited', (join) =>
            join
              .onRef('cited.library_id', '=', 'document_references.library_id')
              .onRef(`cited.${key}`, '=', `document_references.${key}`)
              .onRef('cited.id', '<>', 'citing.id')
              .on('cited.deleted_at', 'is', null),
          )
          .select('cited.id as citedId');
        if (side !== null) select = select.where(side, '=', documentId as string);
        for (const row of await select.execute())
          found.set(`${row.citingId} ${row.ordinal} ${row.citedId}`, {
            ...toListed(row),
            citedId: row.citedId,
            ordinal: row.ordinal,
          });
      }
    return [...found.values()].sort(inLists).map(({ citingId, citedId, reference }) => ({ citingId, citedId, reference }));
  }

  async unowned(ctx: RequestContext, { least, limit }: { least: number; limit: number }): Promise<ListedReference[]> {
    const found = new Map<string, ListedReference & { ordinal: number }>();
    for (const key of keys) {
      const shared = await this.#unownedRows(ctx)
        .clearSelect()
        .select(`document_references.${key} as value`)
        .where(`document_references.${key}`, 'is not', null)
        .groupBy(`document_references.${key}`)
        .having((eb) => eb.fn.count('citing.id').distinct(), '>=', least)
        .orderBy((eb) => eb.fn.count('citing.id').distinct(), 'desc')
        .orderBy(`document_references.${key}`)
        .limit(limit)
        .execute();
      const values = shared.map(({ value }) => value!);
      if (values.length === 0) continue;
      for (const row of await this.#unownedRows(ctx).where(`document_references.${key}`, 'in', values).execute())
        found.set(`${row.citingId} ${row.ordinal}`, { ...toListed(row), ordinal: row.ordinal });
    }
    return [...found.values()].sort(inLists).map(({ citingId, reference }) => ({ citingId, reference }));
  }

  /** The references of documents that are shown. */
  #listed(ctx: RequestContext) {
    return this.#db
      .selectFrom('document_references')
      .innerJoin('documents as citing', (join) =>
        join.onRef('citing.active_revision_id', '=', 'document_references.revision_id').on('citing.deleted_at', 'is', null),
      )
      .select(['citing.id as citingId', 'document_references.ordinal', 'document_references.page', 'document_references.text'])
      .select(['document_references.doi', 'document_references.title', 'document_references.year'])
      .where('document_references.library_id', '=', ctx.libraryId);
  }

  #unownedRows(ctx: RequestContext) {
    const owns = (key: Key) =>
      this.#db
        .selectFrom('documents as owned')
        .select('owned.id')
        .whereRef('owned.library_id', '=', 'document_references.library_id' as 'owned.library_id')
        .whereRef(`owned.${key}`, '=', `document_references.${key}` as `owned.${Key}`)
        .where('owned.deleted_at', 'is', null);
    return this.#listed(ctx).where((eb) => eb.and([eb.not(eb.exists(owns('doi_key'))), eb.not(eb.exists(owns('title_key')))]));
  }
}

type Row = ListedReference['reference'] & { citingId: string };

function toListed({ citingId, text, page, doi, title, year }: Row): ListedReference {
  return { citingId, reference: { text, page, doi, title, year } };
}

function inLists(a: { citingId: string; ordinal: number }, b: { citingId: string; ordinal: number }): number {
  return a.citingId === b.citingId ? a.ordinal - b.ordinal : a.citingId < b.citingId ? -1 : 1;
}
