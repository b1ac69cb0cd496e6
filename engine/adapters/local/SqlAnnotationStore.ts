import type { Insertable, Kysely, Selectable } from 'kysely';
import type { Annotation, Place } from '../../../shared/domain/annotation.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { RequestContext } from '../../context.ts';
import { fromTheTop } from '../../library/annotationOrder.ts';
import { storableText } from '../../library/storableText.ts';
import type { AnnotationStore, NewAnnotation } from '../../ports/AnnotationStore.ts';
import { requireDocument } from './requireRow.ts';
import type { AnnotationsTable, Schema } from './schema.ts';

/** The AnnotationStore in a SQL database; portable SQL only. */
export class SqlAnnotationStore implements AnnotationStore {
  readonly #db: Kysely<Schema>;
  readonly #now: () => number;

  constructor(db: Kysely<Schema>, options: { now: () => number } = { now: Date.now }) {
    this.#db = db;
    this.#now = options.now;
  }

  async list(ctx: RequestContext, documentId: string): Promise<Annotation[]> {
    const rows = await this.#db
      .selectFrom('annotations')
      .selectAll()
      .where('document_id', '=', documentId)
      .where('library_id', '=', ctx.libraryId)
      .execute();
    return rows.map(toAnnotation).sort(fromTheTop);
  }

  async create(ctx: RequestContext, given: NewAnnotation): Promise<Annotation> {
    return this.#db.transaction().execute(async (trx) => {
      await requireDocument(trx, ctx, given.documentId);
      const row = await trx
        .insertInto('annotations')
        .values(annotationRow(ctx, given, this.#now()))
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returningAll()
        .executeTakeFirst();
      const stored =
        row ?? (await trx.selectFrom('annotations').selectAll().where('id', '=', given.id).executeTakeFirstOrThrow());
      if (stored.document_id !== given.documentId) throw new AppError('conflict');
      return toAnnotation(stored);
    });
  }

  async update(ctx: RequestContext, id: string, patch: { color?: Annotation['color']; note?: string }): Promise<Annotation> {
    const row = await this.#db
      .updateTable('annotations')
      .set({
        ...(patch.color === undefined ? {} : { color: patch.color }),
        ...(patch.note === undefined ? {} : { note: storableText(patch.note) }),
        updated_at: this.#now(),
      })
      .where('id', '=', id)
      .where('library_id', '=', ctx.libraryId)
      .returningAll()
      .executeTakeFirst();
    if (!row) throw new AppError('not_found');
    return toAnnotation(row);
  }

  async remove(ctx: RequestContext, id: string): Promise<Annotation | null> {
    const row = await this.#db
      .deleteFrom('annotations')
      .where('id', '=', id)
      .where('library_id', '=', ctx.libraryId)
      .returningAll()
      .executeTakeFirst();
    return row ? toAnnotation(row) : null;
  }

  async place(ctx: RequestContext, documentId: string): Promise<Place | null> {
    const row = await this.#db
      .selectFrom('places')
      .selectAll()
      .where('document_id', '=', documentId)
      .where('user_id', '=', ctx.principal.id)
      .where('library_id', '=', ctx.libraryId)
      .executeTakeFirst();
    return row ? { documentId, page: row.page, offset: row.offset_in_page, zoom: JSON.parse(row.zoom) as Place['zoom'] } : null;
  }

  async setPlace(ctx: RequestContext, place: Place): Promise<void> {
    const values = {
      page: place.page,
      offset_in_page: place.offset,
      zoom: JSON.stringify(place.zoom),
      updated_at: this.#now(),
    };
    await this.#db.transaction().execute(async (trx) => {
      await requireDocument(trx, ctx, place.documentId);
      await trx
        .insertInto('places')
        .values({ library_id: ctx.libraryId, user_id: ctx.principal.id, document_id: place.documentId, ...values })
        .onConflict((conflict) => conflict.columns(['document_id', 'user_id']).doUpdateSet(values))
        .execute();
    });
  }
}

function annotationRow(ctx: RequestContext, annotation: NewAnnotation, now: number): Insertable<AnnotationsTable> {
  return {
    id: annotation.id,
    library_id: ctx.libraryId,
    document_id: annotation.documentId,
    blob_hash: annotation.blobHash,
    page: annotation.page,
    quote: storableText(annotation.quote),
    prefix: storableText(annotation.prefix),
    suffix: storableText(annotation.suffix),
    boxes: JSON.stringify(annotation.boxes),
    color: annotation.color,
    note: storableText(annotation.note),
    created_at: now,
    updated_at: now,
  };
}

function toAnnotation(row: Selectable<AnnotationsTable>): Annotation {
  return {
    id: row.id,
    libraryId: row.library_id,
    documentId: row.document_id,
    blobHash: row.blob_hash,
    page: row.page,
    quote: row.quote,
    prefix: row.prefix,
    suffix: row.suffix,
    boxes: JSON.parse(row.boxes) as Annotation['boxes'],
    color: row.color,
    note: row.note,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
