import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Matrix, MatrixCell } from '../../../../shared/domain/matrix.ts';
import { Button } from '../../components/ui/Button.tsx';
import { useLibrary } from '../library/libraryStore.ts';
import { openCitation } from '../reader/openDocument.ts';
import { cellKey, type Spot } from './matricesStore.ts';
import { run } from './matrixActions.ts';

interface Props {
  matrix: Matrix;
  running: boolean;
  cells: ReadonlyMap<string, MatrixCell>;
  stale: ReadonlySet<MatrixCell>;
  spot: Spot;
}

/** The current cell in full: its answer and the sentences it rests on, each of which opens its page. */
export function CellDetails({ matrix, running, cells, stale, spot }: Props) {
  const { t } = useTranslation('matrices');
  const documentId = matrix.documentIds[spot.row];
  const column = matrix.columns[spot.column];
  const title = useLibrary(({ listing }) => (documentId ? listing.entries.get(documentId)?.document.title : undefined));
  if (!documentId || !column) return null;
  const cell = cells.get(cellKey(documentId, column.id));
  return (
    <section aria-label={t('cell')} className="flex h-52 shrink-0 flex-col gap-1.5 overflow-y-auto border-t bg-panel px-4 py-3">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h2 className="font-medium text-sm">{column.question}</h2>
          <p className="truncate text-muted text-xs">{title}</p>
        </div>
        {cell && (
          <Button size="sm" disabled={running} onClick={() => void run(matrix.id, [cell])}>
            <RotateCcw size={13} aria-hidden="true" />
            {t('menu.again')}
          </Button>
        )}
      </div>
      {cell && stale.has(cell) && <p className="text-sm text-warning">{t('staleText')}</p>}
      {!cell && <p className="text-muted text-sm">{running ? t('waiting') : t('empty')}</p>}
      {cell?.problem && (
        <p className="text-bad text-sm">
          {cell.problem.message} {cell.problem.action}
        </p>
      )}
      {cell && !cell.problem && !cell.answered && <p className="text-muted text-sm">{t('notReportedText')}</p>}
      {/* Quoted sentences are the answer itself. */}
      {cell?.answered && cell.generator !== 'evidence' && <p className="selectable whitespace-pre-wrap text-sm">{cell.text}</p>}
      <ul className="-mx-2 flex flex-col">
        {cell?.citations.map((citation) => (
          <li key={citation.n}>
            <button
              type="button"
              onClick={() => openCitation(citation)}
              className="w-full rounded-md px-2 py-1 text-left text-sm hover:bg-hover"
            >
              <q>{citation.quote}</q> <span className="text-muted text-xs">{t('page', { page: citation.page })}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
