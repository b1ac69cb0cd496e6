import { type Kysely, sql, type Transaction } from 'kysely';
import type { Matrix, MatrixCell, MatrixColumn } from '../../../shared/domain/matrix.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { RequestContext } from '../../context.ts';
import { storableText } from '../../library/storableText.ts';
import type { CellPlace, MatrixPatch, MatrixStore, MissingCell } from '../../ports/MatrixStore.ts';
import { cellRow, jsonOrNull, toCell, toMatrix } from './matrixRows.ts';
import type { Schema } from './schema.ts';

type Db = Kysely<Schema> | Transaction<Schema>;

/** Rows a statement: far below the bound parameters SQLite and Postgres allow. */
const batchRows = 500;

/** The MatrixStore in a SQL database; portable SQL only. */
export class SqlMatrixStore implements MatrixStore {
  readonly #db: Kysely<Schema>;
  readonly #now: () => number;

  constructor(db: Kysely<Schema>, options: { now: () => number } = { now: Date.now }) {
    this.#db = db;
    this.#now = options.now;
  }

  async list(ctx: RequestContext): Promise<Matrix[]> {
    return await matricesOf(this.#db, ctx);
  }

  async get(ctx: RequestContext, id: string): Promise<Matrix | null> {
    return (await matricesOf(this.#db, ctx, id))[0] ?? null;
  }

  async create(
    ctx: RequestContext,
    { id, title, generator, documentIds, columns }: Pick<Matrix, 'id' | 'title' | 'generator' | 'documentIds' | 'columns'>,
  ): Promise<Matrix> {
    const now = this.#now();
    return await this.#db.transaction().execute(async (trx) => {
      const row = { id, library_id: ctx.libraryId, title: storableText(title), generator, problem: null };
      await trx
        .insertInto('matrices')
        .values({ ...row, created_at: now, updated_at: now })
        .execute();
      await setRows(trx, ctx, id, documentIds);
      await setColumns(trx, ctx, id, columns);
      return await requireMatrix(trx, ctx, id);
    });
  }

  async update(ctx: RequestContext, id: string, patch: MatrixPatch): Promise<Matrix> {
    const { title, generator, documentIds, columns, problem } = patch;
    return await this.#db.transaction().execute(async (trx) => {
      await requireMatrix(trx, ctx, id);
      await trx
        .updateTable('matrices')
        .set({
          ...(title === undefined ? {} : { title: storableText(title) }),
          ...(generator === undefined ? {} : { generator }),
          ...(problem === undefined ? {} : { problem: jsonOrNull(problem) }),
          updated_at: this.#now(),
        })
        .where('id', '=', id)
        .execute();
      if (documentIds) await setRows(trx, ctx, id, documentIds);
      if (columns) await setColumns(trx, ctx, id, columns);
      return await requireMatrix(trx, ctx, id);
    });
  }

  async remove(ctx: RequestContext, id: string): Promise<void> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('matrices')
      .where('id', '=', id)
      .where('library_id', '=', ctx.libraryId)
      .executeTakeFirst();
    if (numDeletedRows === 0n) throw new AppError('not_found');
  }

  async cells(ctx: RequestContext, id: string): Promise<MatrixCell[]> {
    const rows = await this.#db
      .selectFrom('matrix_cells')
      .selectAll()
      .where('matrix_id', '=', id)
      .where('library_id', '=', ctx.libraryId)
      .execute();
    return rows.map(toCell);
  }

  async missing(ctx: RequestContext, id: string, limit: number): Promise<MissingCell[]> {
    const rows = await this.#db
      .selectFrom('matrix_rows')
      .innerJoin('matrix_columns', 'matrix_columns.matrix_id', 'matrix_rows.matrix_id')
      .leftJoin('matrix_cells', (join) =>
        join
          .onRef('matrix_cells.matrix_id', '=', 'matrix_rows.matrix_id')
          .onRef('matrix_cells.document_id', '=', 'matrix_rows.document_id')
          .onRef('matrix_cells.column_id', '=', 'matrix_columns.id'),
      )
      .select(['matrix_rows.document_id', 'matrix_columns.id as column_id', 'matrix_columns.question'])
      .where('matrix_rows.matrix_id', '=', id)
      .where('matrix_rows.library_id', '=', ctx.libraryId)
      .where('matrix_cells.matrix_id', 'is', null)
      .orderBy('matrix_rows.ordinal')
      .orderBy('matrix_columns.ordinal')
      .limit(limit)
      .execute();
    return rows.map(({ document_id, column_id, question }) => ({ documentId: document_id, column: { id: column_id, question } }));
  }

  async saveCell(ctx: RequestContext, id: string, cell: MatrixCell, question: string): Promise<boolean> {
    return await this.#db.transaction().execute(async (trx) => {
      const place = await trx
        .selectFrom('matrix_rows')
        .innerJoin('matrix_columns', 'matrix_columns.matrix_id', 'matrix_rows.matrix_id')
        .select('matrix_columns.question')
        .where('matrix_rows.matrix_id', '=', id)
        .where('matrix_rows.library_id', '=', ctx.libraryId)
        .where('matrix_rows.document_id', '=', cell.documentId)
        .where('matrix_columns.id', '=', cell.columnId)
        .executeTakeFirst();
      if (place?.question !== storableText(question)) return false;
      const row = cellRow(ctx.libraryId, id, cell);
      await trx
        .insertInto('matrix_cells')
        .values(row)
        .onConflict((conflict) => conflict.columns(['matrix_id', 'document_id', 'column_id']).doUpdateSet(row))
        .execute();
      return true;
    });
  }

  async clearCells(ctx: RequestContext, id: string, places: CellPlace[]): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      await requireMatrix(trx, ctx, id);
      await clear(trx, id, places);
    });
  }
}

async function matricesOf(db: Db, ctx: RequestContext, id?: string): Promise<Matrix[]> {
  let select = db.selectFrom('matrices').selectAll().where('library_id', '=', ctx.libraryId);
  if (id !== undefined) select = select.where('id', '=', id);
  const matrices = await select.orderBy('created_at', 'desc').orderBy('id', 'desc').execute();
  return await Promise.all(matrices.map(async (row) => toMatrix(row, await partsOf(db, row.id))));
}

async function partsOf(db: Db, id: string): Promise<Pick<Matrix, 'documentIds' | 'columns' | 'cellCount'>> {
  const rows = await db.selectFrom('matrix_rows').select('document_id').where('matrix_id', '=', id).orderBy('ordinal').execute();
  const columns = await db
    .selectFrom('matrix_columns')
    .select(['id', 'question'])
    .where('matrix_id', '=', id)
    .orderBy('ordinal')
    .execute();
  const { count } = await db
    .selectFrom('matrix_cells')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('matrix_id', '=', id)
    .executeTakeFirstOrThrow();
  return { documentIds: rows.map(({ document_id }) => document_id), columns, cellCount: Number(count) };
}

async function requireMatrix(db: Db, ctx: RequestContext, id: string): Promise<Matrix> {
  const [matrix] = await matricesOf(db, ctx, id);
  if (!matrix) throw new AppError('not_found', { message: 'This matrix is not in the library.' });
  return matrix;
}

async function setRows(trx: Transaction<Schema>, ctx: RequestContext, id: string, documentIds: string[]): Promise<void> {
  const known = new Set<string>();
  for (const batch of batches([...new Set(documentIds)])) {
    const found = await trx
      .selectFrom('documents')
      .select('id')
      .where('library_id', '=', ctx.libraryId)
      .where('id', 'in', batch)
      .execute();
    for (const document of found) known.add(document.id);
  }
  const kept = [...new Set(documentIds)].filter((documentId) => known.has(documentId));
  await trx.deleteFrom('matrix_rows').where('matrix_id', '=', id).execute();
  const rows = kept.map((document_id, ordinal) => ({ library_id: ctx.libraryId, matrix_id: id, document_id, ordinal }));
  for (const batch of batches(rows)) await trx.insertInto('matrix_rows').values(batch).execute();
  await trx
    .deleteFrom('matrix_cells')
    .where('matrix_id', '=', id)
    .where('document_id', 'not in', (eb) => eb.selectFrom('matrix_rows').select('document_id').where('matrix_id', '=', id))
    .execute();
}

async function setColumns(trx: Transaction<Schema>, ctx: RequestContext, id: string, columns: MatrixColumn[]): Promise<void> {
  const before = await trx.selectFrom('matrix_columns').select(['id', 'question']).where('matrix_id', '=', id).execute();
  const asked = new Map(columns.map((column) => [column.id, storableText(column.question)]));
  const changed = before.filter((column) => asked.get(column.id) !== column.question).map((column) => column.id);
  if (changed.length > 0)
    await trx.deleteFrom('matrix_cells').where('matrix_id', '=', id).where('column_id', 'in', changed).execute();
  await trx.deleteFrom('matrix_columns').where('matrix_id', '=', id).execute();
  const rows = [...asked].map(([column, question], ordinal) => ({
    library_id: ctx.libraryId,
    matrix_id: id,
    id: column,
    ordinal,
    question,
  }));
  if (rows.length > 0) await trx.insertInto('matrix_columns').values(rows).execute();
}

async function clear(trx: Transaction<Schema>, id: string, places: readonly CellPlace[]): Promise<void> {
  for (const batch of batches(places)) {
    const pairs = batch.map(({ documentId, columnId }) => sql`(${documentId}, ${columnId})`);
    await trx
      .deleteFrom('matrix_cells')
      .where('matrix_id', '=', id)
      .where(sql<boolean>`(document_id, column_id) in (values ${sql.join(pairs)})`)
      .execute();
  }
}

function* batches<T>(items: readonly T[]): Generator<T[]> {
  for (let at = 0; at < items.length; at += batchRows) yield items.slice(at, at + batchRows);
}
