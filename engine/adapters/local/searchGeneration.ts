import type { Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** Part of every transaction that changes which chunks a search of the library may show. */
export async function showsOtherChunks(trx: Transaction<Schema>, libraryId: string): Promise<void> {
  await trx
    .updateTable('libraries')
    .set((eb) => ({ search_generation: eb('search_generation', '+', 1) }))
    .where('id', '=', libraryId)
    .execute();
}
