import type { Kysely } from 'kysely';
import { z } from 'zod';
import { documentRecordSchema, type Register, workRecordSchema } from '../../../shared/domain/record.ts';
import type { RequestContext } from '../../context.ts';
import { storable } from '../../library/storableText.ts';
import type { KeptAnswer, Lookup, RecordStore } from '../../ports/RecordStore.ts';
import { requireDocument } from './requireRow.ts';
import type { Schema } from './schema.ts';

/** The RecordStore in a SQL database. */
export class SqlRecordStore implements RecordStore {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async answer(ctx: RequestContext, register: Register, question: string): Promise<KeptAnswer | null> {
    const row = await this.#db
      .selectFrom('register_answers')
      .select(['records', 'answered_at'])
      .where('library_id', '=', ctx.libraryId)
      .where('register', '=', register)
      .where('question', '=', question)
      .executeTakeFirst();
    if (!row) return null;
    return { records: z.array(workRecordSchema).parse(JSON.parse(row.records)), answeredAt: row.answered_at };
  }

  async keepAnswer(ctx: RequestContext, register: Register, question: string, answer: KeptAnswer): Promise<void> {
    const kept = { records: JSON.stringify(storable(answer.records)), answered_at: answer.answeredAt };
    await this.#db
      .insertInto('register_answers')
      .values({ library_id: ctx.libraryId, register, question, ...kept })
      .onConflict((conflict) => conflict.columns(['library_id', 'register', 'question']).doUpdateSet(kept))
      .execute();
  }

  async lookup(ctx: RequestContext, documentId: string): Promise<Lookup | null> {
    const row = await this.#db
      .selectFrom('document_lookups')
      .selectAll()
      .where('document_id', '=', documentId)
      .where('library_id', '=', ctx.libraryId)
      .executeTakeFirst();
    if (!row) return null;
    const record = row.record === null ? null : documentRecordSchema.parse(JSON.parse(row.record));
    return { status: row.status, asked: row.asked, record, endedAt: row.ended_at };
  }

  async keepLookup(ctx: RequestContext, documentId: string, { status, asked, record, endedAt }: Lookup): Promise<void> {
    const kept = { status, asked, record: record && JSON.stringify(storable(record)), ended_at: endedAt };
    await this.#db.transaction().execute(async (trx) => {
      await requireDocument(trx, ctx, documentId);
      await trx
        .insertInto('document_lookups')
        .values({ document_id: documentId, library_id: ctx.libraryId, ...kept })
        .onConflict((conflict) => conflict.column('document_id').doUpdateSet(kept))
        .execute();
    });
  }

  async owed(ctx: RequestContext, times: { unknownBefore: number; failedBefore: number }): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('documents')
      .leftJoin('document_lookups', 'document_lookups.document_id', 'documents.id')
      .select('documents.id')
      .where('documents.library_id', '=', ctx.libraryId)
      .where('documents.deleted_at', 'is', null)
      .where('documents.status', 'in', ['ready', 'partial'])
      .where((eb) =>
        eb.or([
          eb('document_lookups.status', 'is', null),
          eb.and([eb('document_lookups.status', '=', 'none'), eb('document_lookups.ended_at', '<', times.unknownBefore)]),
          eb.and([eb('document_lookups.status', '=', 'failed'), eb('document_lookups.ended_at', '<', times.failedBefore)]),
        ]),
      )
      .orderBy('documents.created_at')
      .orderBy('documents.id')
      .execute();
    return rows.map((row) => row.id);
  }
}
