import type { Document } from '../../shared/domain/document.ts';
import type { Matrix, MatrixCell } from '../../shared/domain/matrix.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { exportBibtex } from '../library/exportBibtex.ts';
import { fileNameOf } from '../library/fileNameOf.ts';
import { matrixCsv } from './matrixCsv.ts';
import { matrixMarkdown } from './matrixMarkdown.ts';

/** A matrix with what an export says of it: the papers that are there, in order, and their cells. */
export interface ExportedMatrix {
  matrix: Matrix;
  documents: Document[];
  cellOf(documentId: string, columnId: string): MatrixCell | undefined;
}

const extensions = { csv: 'csv', markdown: 'md', bibtex: 'bib' } as const;

/** A matrix as a file: its text, and a name to save it under. */
export async function exportMatrix(
  ports: EnginePorts,
  ctx: RequestContext,
  matrix: Matrix,
  format: keyof typeof extensions,
): Promise<{ fileName: string; text: string }> {
  const cells = new Map(
    (await ports.matrices.cells(ctx, matrix.id)).map((cell) => [keyOf(cell.documentId, cell.columnId), cell]),
  );
  const found = await Promise.all(matrix.documentIds.map((id) => ports.documents.get(ctx, id)));
  const documents = found.filter((document) => document !== null);
  const exported = { matrix, documents, cellOf: (document: string, column: string) => cells.get(keyOf(document, column)) };
  const name = fileNameOf(matrix.title) || 'matrix';
  const write = {
    csv: () => matrixCsv(exported),
    markdown: () => matrixMarkdown(exported),
    bibtex: () => exportBibtex(ports, ctx, documents),
  };
  return { fileName: `${name}.${extensions[format]}`, text: await write[format]() };
}

/** What a cell says to a reader: its answer, that the paper does not say, or why it could not be asked; empty where nothing is there yet. */
export function cellText(cell: MatrixCell | undefined): string {
  if (!cell) return '';
  if (cell.problem) return `(${cell.problem.message})`;
  return cell.answered ? cell.text.replaceAll(/\s+/gu, ' ') : 'not reported';
}

function keyOf(documentId: string, columnId: string): string {
  return `${documentId} ${columnId}`;
}
