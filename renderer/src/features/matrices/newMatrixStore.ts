import { create } from 'zustand';
import type { Scope } from '../../../../shared/domain/collection.ts';
import type { GeneratorId } from '../../../../shared/domain/passage.ts';
import { hub } from '../../api/windowHub.ts';
import { showCenter } from '../../app/viewStore.ts';
import { told } from '../../components/ui/Toasts.tsx';
import { keepMatrix, openMatrix } from './matricesStore.ts';
import { run } from './matrixActions.ts';

/** Whether a new matrix is asked for, and the papers chosen for it beforehand. */
export const useNewMatrix = create<{ open: boolean; documentIds: readonly string[] }>(() => ({ open: false, documentIds: [] }));

/** Asks for the questions of a new matrix; of these papers, where some are given. */
export function askNewMatrix(documentIds: readonly string[] = []): void {
  useNewMatrix.setState({ open: true, documentIds });
}

export function closeNewMatrix(): void {
  useNewMatrix.setState({ open: false });
}

/** Makes it, shows it, and begins to fill it. */
export async function createMatrix(given: {
  title: string;
  scope: Scope;
  questions: string[];
  generator: GeneratorId;
}): Promise<void> {
  await told(async () => {
    const made = await hub.request('matrices.create', given);
    keepMatrix(made);
    closeNewMatrix();
    showCenter('matrices');
    openMatrix(made.matrix.id);
    if (given.questions.length > 0) await run(made.matrix.id);
  });
}
