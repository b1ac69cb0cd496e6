import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What registers of works answered, and what of it is a document's. */
export const recordsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('register_answers')
      .addColumn('library_id', 'text', (column) => column.notNull().references('libraries.id').onDelete('cascade'))
      .addColumn('register', 'text', (column) => column.notNull())
      .addColumn('question', 'text', (column) => column.notNull())
      .addColumn('records', 'text', (column) => column.notNull())
      .addColumn('answered_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('register_answers_pkey', ['library_id', 'register', 'question'])
      .execute();

    await db.schema
      .createTable('document_lookups')
      .addColumn('document_id', 'text', (column) => column.primaryKey().references('documents.id').onDelete('cascade'))
      .addColumn('library_id', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('asked', 'text', (column) => column.notNull())
      .addColumn('record', 'text')
      .addColumn('ended_at', 'bigint', (column) => column.notNull())
      .execute();
  },
};
