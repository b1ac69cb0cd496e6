import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How each page was read. */
export const pageTracesMigration: Migration = {
  async up(db: Kysely<unknown>) {
    // Null for pages from before.
    await db.schema.alterTable('pages').addColumn('trace', 'text').execute();
  },
};
