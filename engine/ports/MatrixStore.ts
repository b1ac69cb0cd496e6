import type { Matrix, MatrixCell, MatrixColumn } from '../../shared/domain/matrix.ts';
import type { RequestContext } from '../context.ts';

/** A cell to be filled. */
export interface MissingCell {
  documentId: string;
  column: MatrixColumn;
}

/** Where a cell stands. */
export type CellPlace = Pick<MatrixCell, 'documentId' | 'columnId'>;

/** What of a matrix can be changed. Rows and columns are given whole, in their order. */
export interface MatrixPatch {
  title?: string;
  generator?: Matrix['generator'];
  documentIds?: string[];
  columns?: MatrixColumn[];
  problem?: Matrix['problem'];
}

/**
 * Matrices of papers and questions, with their cells. Another library's matrix behaves like one that does not exist. A purged document takes its row and
 * cells with it; documents that are not in the library are passed over. Writes are durable once awaited; text comes back with unpaired surrogates and NUL as U+FFFD.
 *
 * Errors: `not_found` for what is not there, in a write.
 */
export interface MatrixStore {
  /** Newest first. */
  list(ctx: RequestContext): Promise<Matrix[]>;
  get(ctx: RequestContext, id: string): Promise<Matrix | null>;
  create(ctx: RequestContext, matrix: Pick<Matrix, 'id' | 'title' | 'generator' | 'documentIds' | 'columns'>): Promise<Matrix>;
  /** A row or a column that is gone loses its cells, and so does a column whose question is another now. */
  update(ctx: RequestContext, id: string, patch: MatrixPatch): Promise<Matrix>;
  remove(ctx: RequestContext, id: string): Promise<void>;

  /** In no particular order; none for what is not there. */
  cells(ctx: RequestContext, id: string): Promise<MatrixCell[]>;
  /** The first cells without an answer, row by row. */
  missing(ctx: RequestContext, id: string, limit: number): Promise<MissingCell[]>;
  /** Puts a cell in its place, instead of the one there. False, and nothing is written, where its row or column is gone or asks another question than `question`. */
  saveCell(ctx: RequestContext, id: string, cell: MatrixCell, question: string): Promise<boolean>;
  /** Empties cells; those that are empty already are passed over. */
  clearCells(ctx: RequestContext, id: string, places: CellPlace[]): Promise<void>;
}
