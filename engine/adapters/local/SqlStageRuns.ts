import type { Kysely } from 'kysely';
import type { StageRun } from '../../../shared/domain/inspection.ts';
import type { RequestContext } from '../../context.ts';
import { storableText } from '../../library/storableText.ts';
import { stageRunsKept } from '../../ports/DocumentStore.ts';
import { requireDocument } from './requireRow.ts';
import type { Schema } from './schema.ts';

/** The part of SqlDocumentStore that concerns the ledger of the work on documents. */
export class SqlStageRuns {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async record(ctx: RequestContext, documentId: string, run: StageRun): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      await requireDocument(trx, ctx, documentId);
      const last = await trx
        .selectFrom('stage_runs')
        .select((eb) => eb.fn.max('ordinal').as('ordinal'))
        .where('document_id', '=', documentId)
        .executeTakeFirst();
      const ordinal = (last?.ordinal ?? 0) + 1;
      await trx
        .insertInto('stage_runs')
        .values({
          library_id: ctx.libraryId,
          document_id: documentId,
          ordinal,
          stage: run.stage,
          started_at: run.startedAt,
          duration_ms: run.durationMs,
          outcome: run.outcome,
          counts: JSON.stringify(run.counts),
          error_code: run.error?.code ?? null,
          error_message: run.error ? storableText(run.error.message) : null,
        })
        .execute();
      await trx
        .deleteFrom('stage_runs')
        .where('document_id', '=', documentId)
        .where('ordinal', '<=', ordinal - stageRunsKept)
        .execute();
    });
  }

  async list(ctx: RequestContext, documentId: string): Promise<StageRun[]> {
    const rows = await this.#db
      .selectFrom('stage_runs')
      .selectAll()
      .where('library_id', '=', ctx.libraryId)
      .where('document_id', '=', documentId)
      .orderBy('ordinal')
      .execute();
    return rows.map((row) => ({
      stage: row.stage,
      startedAt: row.started_at,
      durationMs: row.duration_ms,
      outcome: row.outcome,
      counts: JSON.parse(row.counts) as StageRun['counts'],
      error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
    }));
  }
}
