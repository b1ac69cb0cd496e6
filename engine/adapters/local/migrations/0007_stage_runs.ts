import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The ledger: each try of a stage of the work on a document. */
export const stageRunsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('stage_runs')
      .addColumn('library_id', 'text', (column) => column.notNull())
      .addColumn('document_id', 'text', (column) => column.notNull().references('documents.id').onDelete('cascade'))
      .addColumn('ordinal', 'integer', (column) => column.notNull())
      .addColumn('stage', 'text', (column) => column.notNull())
      .addColumn('started_at', 'bigint', (column) => column.notNull())
      .addColumn('duration_ms', 'bigint', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('counts', 'text', (column) => column.notNull())
      .addColumn('error_code', 'text')
      .addColumn('error_message', 'text')
      .addPrimaryKeyConstraint('stage_runs_pkey', ['document_id', 'ordinal'])
      .execute();
  },
};
