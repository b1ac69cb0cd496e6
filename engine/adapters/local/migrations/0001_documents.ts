import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Libraries, who belongs to them, documents and what was read from them. */
export const documentsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('libraries')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('search_generation', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();

    await db.schema
      .createTable('users')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('memberships')
      .addColumn('library_id', 'text', (column) => column.notNull().references('libraries.id').onDelete('cascade'))
      .addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('memberships_pkey', ['library_id', 'user_id'])
      .execute();
    await db.schema.createIndex('memberships_user').on('memberships').column('user_id').execute();

    await db.schema
      .createTable('blobs')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('size_bytes', 'bigint', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('documents')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('library_id', 'text', (column) => column.notNull().references('libraries.id').onDelete('cascade'))
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('error_code', 'text')
      .addColumn('error_message', 'text')
      .addColumn('error_action', 'text')
      .addColumn('error_pages', 'text')
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('authors', 'text', (column) => column.notNull())
      .addColumn('year', 'integer')
      .addColumn('doi', 'text')
      .addColumn('language', 'text')
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('file_name', 'text', (column) => column.notNull())
      .addColumn('local_path', 'text')
      .addColumn('blob_hash', 'text', (column) => column.notNull().references('blobs.hash'))
      .addColumn('size_bytes', 'bigint', (column) => column.notNull())
      .addColumn('page_count', 'integer', (column) => column.notNull())
      .addColumn('pages_done', 'integer', (column) => column.notNull())
      .addColumn('chunk_count', 'integer', (column) => column.notNull())
      .addColumn('chunks_embedded', 'integer', (column) => column.notNull())
      .addColumn('vectors', 'text', (column) => column.notNull())
      // No foreign key: documents and revisions would each need the other first.
      .addColumn('active_revision_id', 'text')
      .addColumn('crashes', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addColumn('started_at', 'bigint')
      .addColumn('finished_at', 'bigint')
      .addColumn('deleted_at', 'bigint')
      .addUniqueConstraint('documents_blob', ['library_id', 'blob_hash'])
      .execute();
    await db.schema.createIndex('documents_created').on('documents').columns(['library_id', 'created_at', 'id']).execute();
    await db.schema
      .createIndex('documents_status')
      .on('documents')
      .columns(['library_id', 'status', 'created_at', 'id'])
      .execute();
    await db.schema.createIndex('documents_blob_hash').on('documents').column('blob_hash').execute();

    await db.schema
      .createTable('blob_references')
      .addColumn('library_id', 'text', (column) => column.notNull().references('libraries.id').onDelete('cascade'))
      .addColumn('blob_hash', 'text', (column) => column.notNull().references('blobs.hash'))
      .addColumn('document_id', 'text', (column) => column.notNull().references('documents.id').onDelete('cascade'))
      .addPrimaryKeyConstraint('blob_references_pkey', ['blob_hash', 'document_id'])
      .execute();
    await db.schema.createIndex('blob_references_document').on('blob_references').column('document_id').execute();
    await db.schema.createIndex('blob_references_library').on('blob_references').column('library_id').execute();

    await db.schema
      .createTable('revisions')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('library_id', 'text', (column) => column.notNull())
      .addColumn('document_id', 'text', (column) => column.notNull().references('documents.id').onDelete('cascade'))
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('parser', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addUniqueConstraint('revisions_number', ['document_id', 'number'])
      .execute();

    await db.schema
      .createTable('pages')
      .addColumn('library_id', 'text', (column) => column.notNull())
      .addColumn('revision_id', 'text', (column) => column.notNull().references('revisions.id').onDelete('cascade'))
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('label', 'text')
      .addColumn('width', 'double precision', (column) => column.notNull())
      .addColumn('height', 'double precision', (column) => column.notNull())
      .addColumn('start_offset', 'integer', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      // Postgres's name for bytes; SQLite stores a blob in a column of any declared type.
      .addColumn('runs', 'bytea', (column) => column.notNull())
      .addColumn('error', 'text')
      .addPrimaryKeyConstraint('pages_pkey', ['revision_id', 'number'])
      .execute();

    await db.schema
      .createTable('chunks')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('library_id', 'text', (column) => column.notNull())
      .addColumn('document_id', 'text', (column) => column.notNull())
      .addColumn('revision_id', 'text', (column) => column.notNull().references('revisions.id').onDelete('cascade'))
      .addColumn('ordinal', 'integer', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('section', 'text', (column) => column.notNull())
      .addColumn('start_offset', 'integer', (column) => column.notNull())
      .addColumn('end_offset', 'integer', (column) => column.notNull())
      .addColumn('page_first', 'integer', (column) => column.notNull())
      .addColumn('page_last', 'integer', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('embed_key', 'text', (column) => column.notNull())
      .addUniqueConstraint('chunks_ordinal', ['revision_id', 'ordinal'])
      .execute();

    await db.schema
      .createTable('revision_spaces')
      .addColumn('library_id', 'text', (column) => column.notNull())
      .addColumn('revision_id', 'text', (column) => column.notNull().references('revisions.id').onDelete('cascade'))
      .addColumn('space_id', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('chunks_done', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('revision_spaces_pkey', ['revision_id', 'space_id'])
      .execute();
  },
};
