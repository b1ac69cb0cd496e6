import type { Document } from '../../shared/domain/document.ts';
import type { Matrix, MatrixCell } from '../../shared/domain/matrix.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { bibtex } from '../library/bibtex.ts';
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
  const name =
    matrix.title
      .replaceAll(/[^\p{L}\p{N} ._-]+/gu, ' ')
      .trim()
      .slice(0, 100) || 'matrix';
  const write = {
    csv: () => matrixCsv(exported),
    markdown: () => matrixMarkdown(exported),
    bibtex: () => papersBibtex(ports, ctx, documents),
  };
  return { fileName: `${name}.${extensions[format]}`, text: await write[format]() };
}

async function papersBibtex(ports: EnginePorts, ctx: RequestContext, documents: Document[]): Promise<string> {
  const works = await Promise.all(
    documents.map(async (document) => {
      const revision = document.activeRevisionId;
      const reading = revision === null ? null : await ports.documents.reading(ctx, revision);
      return { document, venue: reading?.venue ?? '' };
    }),
  );
  return `${bibtex(works)}\n`;
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
