import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What a revision tells of its paper: abstract, where it appeared, headings and references. */
export const readingsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    // Null in revisions from before; SQLite adds one column a statement.
    for (const column of ['abstract', 'venue', 'arxiv_id', 'sections']) {
      await db.schema.alterTable('revisions').addColumn(column, 'text').execute();
    }

    await db.schema
      .createTable('document_references')
      .addColumn('library_id', 'text', (column) => column.notNull())
      .addColumn('revision_id', 'text', (column) => column.notNull().references('revisions.id').onDelete('cascade'))
      .addColumn('ordinal', 'integer', (column) => column.notNull())
      .addColumn('page', 'integer', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('doi', 'text')
      .addColumn('title', 'text')
      .addColumn('year', 'integer')
      .addPrimaryKeyConstraint('document_references_pkey', ['revision_id', 'ordinal'])
      .execute();
  },
};
