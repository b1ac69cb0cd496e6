import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What each turn was answered from. */
export const groundsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    // Null for turns from before.
    await db.schema.alterTable('turns').addColumn('grounds', 'text').execute();
  },
};
