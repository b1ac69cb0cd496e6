import { wholeLibrary } from '../../shared/domain/collection.ts';
import { type Matrix, type MatrixWork, missingCells } from '../../shared/domain/matrix.ts';
import type { GeneratorId } from '../../shared/domain/passage.ts';
import { collectionNamed } from '../collectionNamed.ts';
import type { CommandContext } from '../hub.ts';
import { printJson, printLine, remark } from '../output.ts';

type Shown = { matrix: Matrix; work: MatrixWork };

export async function listMatrices({ client, json, signal }: CommandContext): Promise<void> {
  const { items } = await client.request('matrices.list', {}, { signal });
  for (const item of items) show(item, json);
  if (!json && items.length === 0) printLine('No matrix yet: hub matrix new "<title>" --question "<question>"');
}

/** Makes a matrix of the library's papers, or of those of a collection, and fills it. */
export async function newMatrix(
  context: CommandContext,
  title: string,
  { question, collection, generator }: { question: string[]; collection?: string; generator?: GeneratorId },
): Promise<void> {
  const { client, signal } = context;
  const collectionIds = collection === undefined ? [] : [await collectionNamed(context, collection)];
  const { matrix } = await client.request(
    'matrices.create',
    { title, questions: question, scope: { ...wholeLibrary, collectionIds }, ...(generator ? { generator } : {}) },
    { signal },
  );
  await runMatrix(context, matrix.id);
}

/** Fills what is empty and waits for it; Ctrl-C stops, and the next run goes on there. */
export async function runMatrix(context: CommandContext, id: string): Promise<void> {
  const { client, json, signal } = context;
  const { matrix } = await client.request('matrices.run', { id }, { signal });
  let left = missingCells(matrix);
  const onEvent = () => {
    left -= 1;
    remark(`${left} cells left`);
  };
  const ended = await client.request('matrices.wait', { id }, { signal, onEvent });
  show(ended, json);
}

export async function exportMatrix(
  { client, json, signal }: CommandContext,
  id: string,
  format: 'csv' | 'markdown' | 'bibtex',
): Promise<void> {
  const exported = await client.request('matrices.export', { id, format }, { signal });
  if (json) printJson(exported);
  else printLine(exported.text.trimEnd());
}

export async function removeMatrix({ client, json, signal }: CommandContext, id: string): Promise<void> {
  const removed = await client.request('matrices.remove', { id }, { signal });
  if (json) printJson(removed);
  else printLine('Removed.');
}

function show({ matrix, work }: Shown, json: boolean): void {
  if (json) {
    printJson({ ...matrix, ...work });
    return;
  }
  const { id, title, documentIds, columns, cellCount, problem } = matrix;
  const cells = `${cellCount} of ${documentIds.length * columns.length} cells`;
  printLine(
    `${id}  ${title}: ${documentIds.length} papers, ${columns.length} questions, ${cells}${work.running ? ', running' : ''}`,
  );
  if (problem) printLine(`  ${problem.message} ${problem.action}`);
}
