import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { doiKey, titleKey } from '../../../library/workKeys.ts';
import type { Schema } from '../schema.ts';

/** What tells documents of the same work, and what a person said of two that seem to be one. */
export const relatedMigration: Migration = {
  async up(db: Kysely<Schema>) {
    for (const column of ['title_key', 'doi_key']) {
      await db.schema.alterTable('documents').addColumn(column, 'text').execute();
      await db.schema.createIndex(`documents_${column}`).on('documents').columns(['library_id', column]).execute();
    }
    await db.schema.createIndex('revisions_arxiv_id').on('revisions').columns(['library_id', 'arxiv_id']).execute();
    for (const { id, title, doi } of await db.selectFrom('documents').select(['id', 'title', 'doi']).execute()) {
      const keys = { title_key: titleKey(title), doi_key: doiKey(doi) };
      await db.updateTable('documents').set(keys).where('id', '=', id).execute();
    }

    await db.schema
      .createTable('distinct_works')
      .addColumn('library_id', 'text', (column) => column.notNull())
      .addColumn('document_id', 'text', (column) => column.notNull().references('documents.id').onDelete('cascade'))
      .addColumn('other_id', 'text', (column) => column.notNull().references('documents.id').onDelete('cascade'))
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('distinct_works_pkey', ['document_id', 'other_id'])
      .execute();
    await db.schema.createIndex('distinct_works_other').on('distinct_works').column('other_id').execute();
  },
};
