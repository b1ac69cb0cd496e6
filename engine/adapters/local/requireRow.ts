import type { Selectable, Transaction } from 'kysely';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { RequestContext } from '../../context.ts';
import type { RevisionsTable, Schema } from './schema.ts';

export async function requireDocument(trx: Transaction<Schema>, ctx: RequestContext, id: string): Promise<void> {
  const row = await trx
    .selectFrom('documents')
    .select('id')
    .where('id', '=', id)
    .where('library_id', '=', ctx.libraryId)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
}

export async function requireRevision(
  trx: Transaction<Schema>,
  ctx: RequestContext,
  id: string,
): Promise<Selectable<RevisionsTable>> {
  const row = await trx
    .selectFrom('revisions')
    .selectAll()
    .where('id', '=', id)
    .where('library_id', '=', ctx.libraryId)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return row;
}

/** What search may show does not change under it: pages and chunks go into a revision before it is activated. */
export async function requireBuilding(
  trx: Transaction<Schema>,
  ctx: RequestContext,
  id: string,
): Promise<Selectable<RevisionsTable>> {
  const revision = await requireRevision(trx, ctx, id);
  if (revision.state !== 'building') throw new AppError('conflict');
  return revision;
}
