import type { Kysely } from 'kysely';
import type { Section } from '../../../shared/domain/inspection.ts';
import type { RequestContext } from '../../context.ts';
import { storable } from '../../library/storableText.ts';
import { doiKey, titleKey } from '../../library/workKeys.ts';
import type { Reading } from '../../ports/DocumentStore.ts';
import { requireBuilding } from './requireRow.ts';
import type { Schema } from './schema.ts';

/** References a statement: far below the bound parameters SQLite and Postgres allow. */
const batchRows = 500;

/** The part of SqlDocumentStore that concerns what a revision tells of its paper. */
export class SqlReadings {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async save(ctx: RequestContext, revisionId: string, reading: Reading): Promise<void> {
    const { abstract, venue, arxivId, sections, references } = storable(reading);
    const rows = references.map((reference, ordinal) => ({
      library_id: ctx.libraryId,
      revision_id: revisionId,
      ordinal,
      ...reference,
      doi_key: doiKey(reference.doi),
      title_key: titleKey(reference.title ?? ''),
    }));
    await this.#db.transaction().execute(async (trx) => {
      await requireBuilding(trx, ctx, revisionId);
      await trx
        .updateTable('revisions')
        .set({ abstract, venue, arxiv_id: arxivId, sections: JSON.stringify(sections) })
        .where('id', '=', revisionId)
        .execute();
      await trx.deleteFrom('document_references').where('revision_id', '=', revisionId).execute();
      for (let at = 0; at < rows.length; at += batchRows) {
        await trx
          .insertInto('document_references')
          .values(rows.slice(at, at + batchRows))
          .execute();
      }
    });
  }

  async get(ctx: RequestContext, revisionId: string): Promise<Reading | null> {
    const row = await this.#db
      .selectFrom('revisions')
      .select(['abstract', 'venue', 'arxiv_id', 'sections'])
      .where('id', '=', revisionId)
      .where('library_id', '=', ctx.libraryId)
      .executeTakeFirst();
    if (!row || row.sections === null) return null;
    const references = await this.#db
      .selectFrom('document_references')
      .select(['text', 'page', 'doi', 'title', 'year'])
      .where('library_id', '=', ctx.libraryId)
      .where('revision_id', '=', revisionId)
      .orderBy('ordinal')
      .execute();
    return {
      abstract: row.abstract ?? '',
      venue: row.venue ?? '',
      arxivId: row.arxiv_id,
      sections: JSON.parse(row.sections) as Section[],
      references,
    };
  }
}
