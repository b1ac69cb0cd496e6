import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Matrices: papers, questions, and what each paper says to each question. */
export const matricesMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('matrices')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('library_id', 'text', (column) => column.notNull().references('libraries.id').onDelete('cascade'))
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('generator', 'text', (column) => column.notNull())
      .addColumn('problem', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('matrices_library').on('matrices').columns(['library_id', 'created_at']).execute();

    await db.schema
      .createTable('matrix_rows')
      .addColumn('library_id', 'text', (column) => column.notNull())
      .addColumn('matrix_id', 'text', (column) => column.notNull().references('matrices.id').onDelete('cascade'))
      .addColumn('document_id', 'text', (column) => column.notNull().references('documents.id').onDelete('cascade'))
      .addColumn('ordinal', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('matrix_rows_pkey', ['matrix_id', 'document_id'])
      .execute();
    await db.schema.createIndex('matrix_rows_document').on('matrix_rows').column('document_id').execute();

    await db.schema
      .createTable('matrix_columns')
      .addColumn('library_id', 'text', (column) => column.notNull())
      .addColumn('matrix_id', 'text', (column) => column.notNull().references('matrices.id').onDelete('cascade'))
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('ordinal', 'integer', (column) => column.notNull())
      .addColumn('question', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('matrix_columns_pkey', ['matrix_id', 'id'])
      .execute();

    await db.schema
      .createTable('matrix_cells')
      .addColumn('library_id', 'text', (column) => column.notNull())
      .addColumn('matrix_id', 'text', (column) => column.notNull().references('matrices.id').onDelete('cascade'))
      .addColumn('document_id', 'text', (column) => column.notNull().references('documents.id').onDelete('cascade'))
      .addColumn('column_id', 'text', (column) => column.notNull())
      // No foreign key: a cell outlives the revision it was read from, and is stale then.
      .addColumn('revision_id', 'text')
      .addColumn('generator', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('answered', 'integer', (column) => column.notNull())
      .addColumn('citations', 'text', (column) => column.notNull())
      .addColumn('problem', 'text')
      .addColumn('filled_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('matrix_cells_pkey', ['matrix_id', 'document_id', 'column_id'])
      .execute();
    await db.schema.createIndex('matrix_cells_document').on('matrix_cells').column('document_id').execute();
  },
};
