import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { doiKey, titleKey } from '../../../library/workKeys.ts';
import type { Schema } from '../schema.ts';

/** What tells the work of a reference, to find who cites whom. */
export const referenceKeysMigration: Migration = {
  async up(db: Kysely<Schema>) {
    for (const column of ['title_key', 'doi_key']) {
      await db.schema.alterTable('document_references').addColumn(column, 'text').execute();
      await db.schema
        .createIndex(`document_references_${column}`)
        .on('document_references')
        .columns(['library_id', column])
        .execute();
    }
    const rows = db.selectFrom('document_references').select(['revision_id', 'ordinal', 'title', 'doi']);
    for (const { revision_id, ordinal, title, doi } of await rows.execute()) {
      await db
        .updateTable('document_references')
        .set({ title_key: titleKey(title ?? ''), doi_key: doiKey(doi) })
        .where('revision_id', '=', revision_id)
        .where('ordinal', '=', ordinal)
        .execute();
    }
  },
};
