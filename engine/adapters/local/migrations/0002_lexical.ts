import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The word index. Only the local adapter has it in this form, so its types are SQLite's. */
export const lexicalMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('lexical_libraries')
      // A number in place of the library's id keeps the keys of the postings short.
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('library_id', 'text', (column) => column.notNull().unique().references('libraries.id').onDelete('cascade'))
      // The next entry's ordinal; and when `optimize` last ran: what it was, and how many ordinals below it were no longer in use.
      .addColumn('next_ordinal', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('optimized_ordinal', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('optimized_unused', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();

    // Entries that were added together. They go with their revision; postings that point to them are dropped by `optimize`.
    await db.schema
      .createTable('lexical_segments')
      .addColumn('library', 'integer', (column) => column.notNull().references('lexical_libraries.number').onDelete('cascade'))
      .addColumn('base', 'integer', (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addColumn('document_id', 'text', (column) => column.notNull())
      .addColumn('revision_id', 'text', (column) => column.notNull().references('revisions.id').onDelete('cascade'))
      // JSON: the entries' chunk ids by ordinal.
      .addColumn('chunk_ids', 'text', (column) => column.notNull())
      // Varints: terms of each entry plus one; 0 where the entry was replaced by a later one.
      .addColumn('lengths', 'blob', (column) => column.notNull())
      .addPrimaryKeyConstraint('lexical_segments_pkey', ['library', 'base'])
      .execute();
    await db.schema.createIndex('lexical_segments_revision').on('lexical_segments').column('revision_id').execute();

    await db.schema
      .createTable('lexical_postings')
      .addColumn('library', 'integer', (column) => column.notNull().references('lexical_libraries.number').onDelete('cascade'))
      .addColumn('term', 'text', (column) => column.notNull())
      .addColumn('base', 'integer', (column) => column.notNull())
      .addColumn('data', 'blob', (column) => column.notNull())
      .addPrimaryKeyConstraint('lexical_postings_pkey', ['library', 'term', 'base'])
      .modifyEnd(sql`without rowid`)
      .execute();
  },
};
