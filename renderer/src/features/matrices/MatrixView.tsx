import { CircleAlert, Table2 } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Matrix, MatrixCell } from '../../../../shared/domain/matrix.ts';
import { Button } from '../../components/ui/Button.tsx';
import { EmptyState } from '../../components/ui/EmptyState.tsx';
import { useLibrary } from '../library/libraryStore.ts';
import { CellDetails } from './CellDetails.tsx';
import { MatrixGrid } from './MatrixGrid.tsx';
import { MatrixHeader } from './MatrixHeader.tsx';
import { openMatrix, type ShownMatrix, useMatrices } from './matricesStore.ts';
import { addQuestion } from './matrixActions.ts';
import { PaperMenu } from './PaperMenu.tsx';

const noCells: ReadonlyMap<string, MatrixCell> = new Map();

/** A matrix: what to do with it, the grid, and the cell one looks at. */
export function MatrixView({ matrix, work }: ShownMatrix) {
  const { t } = useTranslation('matrices');
  const { cells, problem, spot } = useMatrices();
  const stale = useStale(matrix, cells ?? noCells);
  const cellsLoading = cells === null && problem === null;
  return (
    <section aria-labelledby="matrix-title" className="flex h-full min-h-0 flex-col">
      <MatrixHeader matrix={matrix} work={work} cells={cells ?? noCells} stale={stale} />
      {problem ? (
        <EmptyState icon={CircleAlert} title={problem.message} text={problem.action}>
          <Button onClick={() => openMatrix(matrix.id)}>{t('again')}</Button>
        </EmptyState>
      ) : matrix.documentIds.length === 0 ? (
        <EmptyState icon={Table2} title={t('noPapersTitle')} text={t('noPapersText')}>
          <PaperMenu matrix={matrix} />
        </EmptyState>
      ) : matrix.columns.length === 0 ? (
        <EmptyState icon={Table2} title={t('noQuestionsTitle')} text={t('noQuestionsText')}>
          <Button variant="primary" onClick={() => void addQuestion(matrix)}>
            {t('addQuestion')}
          </Button>
        </EmptyState>
      ) : (
        <>
          <MatrixGrid
            matrix={matrix}
            running={work.running}
            cells={cells ?? noCells}
            busy={cellsLoading}
            stale={stale}
            spot={spot}
          />
          <CellDetails matrix={matrix} running={work.running} cells={cells ?? noCells} stale={stale} spot={spot} />
        </>
      )}
    </section>
  );
}

/** The cells that were read from another revision than the one a paper has now. */
function useStale(matrix: Matrix, cells: ReadonlyMap<string, MatrixCell>): ReadonlySet<MatrixCell> {
  const entries = useLibrary((state) => state.listing.entries);
  return useMemo(() => {
    const now = new Map(matrix.documentIds.map((id) => [id, entries.get(id)?.document]));
    const changed = [...cells.values()].filter((cell) => {
      const document = now.get(cell.documentId);
      return document && document.deletedAt === null && document.activeRevisionId !== cell.revisionId;
    });
    return new Set(changed);
  }, [matrix.documentIds, cells, entries]);
}
