import type { Insertable, Selectable } from 'kysely';
import { type Matrix, type MatrixCell, matrixCellSchema, matrixSchema } from '../../../shared/domain/matrix.ts';
import { storable } from '../../library/storableText.ts';
import type { MatricesTable, MatrixCellsTable } from './schema.ts';

/** Between the tables' columns and the types of the MatrixStore port. */

export function toMatrix(row: Selectable<MatricesTable>, parts: Pick<Matrix, 'documentIds' | 'columns' | 'cellCount'>): Matrix {
  return {
    id: row.id,
    libraryId: row.library_id,
    title: row.title,
    generator: row.generator,
    ...parts,
    problem: readJson(row.problem, matrixSchema.shape.problem),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

export function toCell(row: Selectable<MatrixCellsTable>): MatrixCell {
  const { citations, problem } = matrixCellSchema.shape;
  return {
    documentId: row.document_id,
    columnId: row.column_id,
    revisionId: row.revision_id,
    generator: row.generator,
    text: row.text,
    answered: row.answered === 1,
    citations: readJson(row.citations, citations) ?? [],
    problem: readJson(row.problem, problem),
    filledAt: row.filled_at,
  };
}

export function cellRow(libraryId: string, matrixId: string, cell: MatrixCell): Insertable<MatrixCellsTable> {
  const { text, citations, problem } = storable(cell);
  return {
    library_id: libraryId,
    matrix_id: matrixId,
    document_id: cell.documentId,
    column_id: cell.columnId,
    revision_id: cell.revisionId,
    generator: cell.generator,
    text,
    answered: cell.answered ? 1 : 0,
    citations: JSON.stringify(citations),
    problem: jsonOrNull(problem),
    filled_at: cell.filledAt,
  };
}

export function jsonOrNull(value: object | null): string | null {
  return value === null ? null : JSON.stringify(storable(value));
}

/** Null for what is damaged: the cell can be asked again. */
function readJson<T>(text: string | null, schema: { safeParse(value: unknown): { data?: T | undefined } }): T | null {
  if (text === null) return null;
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
