import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Collections, tags, annotations, reading places, and what a person corrected. All of it goes with its document or its library. */
export const organisationMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('documents')
      .addColumn('edited_fields', 'text', (column) => column.notNull().defaultTo('[]'))
      .execute();

    await db.schema
      .createTable('collections')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('library_id', 'text', (column) => column.notNull().references('libraries.id').onDelete('cascade'))
      .addColumn('parent_id', 'text', (column) => column.references('collections.id').onDelete('cascade'))
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('collections_library').on('collections').columns(['library_id', 'created_at']).execute();
    await db.schema.createIndex('collections_parent').on('collections').column('parent_id').execute();

    await db.schema
      .createTable('collection_documents')
      .addColumn('library_id', 'text', (column) => column.notNull())
      .addColumn('collection_id', 'text', (column) => column.notNull().references('collections.id').onDelete('cascade'))
      .addColumn('document_id', 'text', (column) => column.notNull().references('documents.id').onDelete('cascade'))
      .addPrimaryKeyConstraint('collection_documents_pkey', ['collection_id', 'document_id'])
      .execute();
    await db.schema.createIndex('collection_documents_document').on('collection_documents').column('document_id').execute();

    await db.schema
      .createTable('tags')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('library_id', 'text', (column) => column.notNull().references('libraries.id').onDelete('cascade'))
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('name_key', 'text', (column) => column.notNull())
      .addColumn('color', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addUniqueConstraint('tags_name', ['library_id', 'name_key'])
      .execute();

    await db.schema
      .createTable('document_tags')
      .addColumn('library_id', 'text', (column) => column.notNull())
      .addColumn('tag_id', 'text', (column) => column.notNull().references('tags.id').onDelete('cascade'))
      .addColumn('document_id', 'text', (column) => column.notNull().references('documents.id').onDelete('cascade'))
      .addPrimaryKeyConstraint('document_tags_pkey', ['tag_id', 'document_id'])
      .execute();
    await db.schema.createIndex('document_tags_document').on('document_tags').column('document_id').execute();

    await db.schema
      .createTable('annotations')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('library_id', 'text', (column) => column.notNull())
      .addColumn('document_id', 'text', (column) => column.notNull().references('documents.id').onDelete('cascade'))
      .addColumn('blob_hash', 'text', (column) => column.notNull())
      .addColumn('page', 'integer', (column) => column.notNull())
      .addColumn('quote', 'text', (column) => column.notNull())
      .addColumn('prefix', 'text', (column) => column.notNull())
      .addColumn('suffix', 'text', (column) => column.notNull())
      .addColumn('boxes', 'text', (column) => column.notNull())
      .addColumn('color', 'text', (column) => column.notNull())
      .addColumn('note', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('annotations_document').on('annotations').columns(['document_id', 'page']).execute();

    await db.schema
      .createTable('places')
      .addColumn('library_id', 'text', (column) => column.notNull())
      // Who a principal is, is the host's to know: it need not be in `users`.
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('document_id', 'text', (column) => column.notNull().references('documents.id').onDelete('cascade'))
      .addColumn('page', 'integer', (column) => column.notNull())
      .addColumn('offset_in_page', 'double precision', (column) => column.notNull())
      .addColumn('zoom', 'text', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('places_pkey', ['document_id', 'user_id'])
      .execute();
  },
};
