import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Conversations and their turns. */
export const conversationsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('conversations')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('library_id', 'text', (column) => column.notNull().references('libraries.id').onDelete('cascade'))
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('searched_title', 'text', (column) => column.notNull())
      .addColumn('scope', 'text', (column) => column.notNull())
      // No foreign key: conversations and turns would each need the other first.
      .addColumn('active_turn_id', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addColumn('deleted_at', 'bigint')
      .execute();
    await db.schema
      .createIndex('conversations_updated')
      .on('conversations')
      .columns(['library_id', 'user_id', 'updated_at', 'id'])
      .execute();

    await db.schema
      .createTable('turns')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('library_id', 'text', (column) => column.notNull())
      .addColumn('conversation_id', 'text', (column) => column.notNull().references('conversations.id').onDelete('cascade'))
      .addColumn('parent_id', 'text')
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('generator', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('finished_at', 'bigint')
      .addColumn('question', 'text', (column) => column.notNull())
      .addColumn('searched_question', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('searched_text', 'text', (column) => column.notNull())
      .addColumn('evidence', 'text', (column) => column.notNull())
      .addColumn('answer', 'text')
      .addColumn('error', 'text')
      .execute();
    await db.schema.createIndex('turns_created').on('turns').columns(['conversation_id', 'created_at', 'id']).execute();
    await db.schema.createIndex('turns_state').on('turns').columns(['library_id', 'state']).execute();
  },
};
