import { CircleAlert, History } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatrixCell } from '../../../../shared/domain/matrix.ts';
import { cn } from '../../components/ui/cn.ts';
import { useLibrary } from '../library/libraryStore.ts';
import { openCitation } from '../reader/openDocument.ts';
import { GridPart } from './GridPart.tsx';
import type { Spot } from './matricesStore.ts';

export const spotId = ({ row, column }: Spot) => `matrix-${row}-${column}`;

interface Place {
  spot: Spot;
  chosen: boolean;
  onChoose(): void;
}

/** The current cell shows it where the grid has the focus. */
const look = (chosen: boolean) =>
  cn(
    'border-r border-b',
    chosen && 'group-focus/grid:-outline-offset-2 bg-hover group-focus/grid:outline-2 group-focus/grid:outline-accent',
  );

export function QuestionCell(props: Place & { question: string; left: number; width: number; height: number }) {
  const { spot, question, left, width, height, chosen, onChoose } = props;
  return (
    <GridPart
      role="columnheader"
      id={spotId(spot)}
      aria-colindex={spot.column + 2}
      title={question}
      onMouseDown={onChoose}
      className={cn('absolute flex items-center px-3 font-medium text-xs', look(chosen))}
      style={{ left, width, height }}
    >
      <span className="line-clamp-2">{question}</span>
    </GridPart>
  );
}

export function PaperCell({
  spot,
  documentId,
  width,
  chosen,
  onChoose,
  onOpen,
}: Place & { documentId: string; width: number; onOpen(): void }) {
  const { t } = useTranslation('matrices');
  const document = useLibrary(({ listing }) => listing.entries.get(documentId)?.document);
  const by = [document?.authors[0], document?.year].filter(Boolean).join(', ');
  return (
    <GridPart
      role="rowheader"
      id={spotId(spot)}
      aria-colindex={1}
      title={document?.title}
      onMouseDown={onChoose}
      onDoubleClick={onOpen}
      className={cn('sticky left-0 z-10 bg-ground px-3 py-2 text-sm', look(chosen))}
      style={{ width }}
    >
      <span className="line-clamp-3 font-medium">{document?.title ?? '…'}</span>
      <span className="block truncate text-muted text-xs">{document?.deletedAt ? t('trashed') : by}</span>
    </GridPart>
  );
}

interface AnswerProps extends Place {
  cell: MatrixCell | undefined;
  running: boolean;
  stale: boolean;
  left: number;
  width: number;
}

export const AnswerCell = memo(
  function AnswerCell({ spot, cell, running, stale, left, width, chosen, onChoose }: AnswerProps) {
    const { t } = useTranslation('matrices');
    return (
      <GridPart
        role="gridcell"
        id={spotId(spot)}
        aria-colindex={spot.column + 2}
        aria-selected={chosen}
        onMouseDown={onChoose}
        className={cn('absolute flex h-full flex-col gap-1 px-3 py-2 text-sm', look(chosen))}
        style={{ left, width }}
      >
        {!cell && <span className="text-muted">{running ? t('waiting') : t('empty')}</span>}
        {cell?.problem && (
          <span className="flex gap-1.5 text-bad">
            <CircleAlert size={14} aria-hidden="true" className="mt-0.5 shrink-0" />
            <span className="line-clamp-3">{cell.problem.message}</span>
          </span>
        )}
        {cell && !cell.problem && !cell.answered && <span className="text-muted italic">{t('notReported')}</span>}
        {cell?.answered && <span className="line-clamp-3">{plain(cell.text)}</span>}
        {cell && (cell.citations.length > 0 || stale) && (
          <span className="mt-auto flex items-center gap-1">
            {cell.citations.slice(0, 3).map((citation) => (
              <button
                key={citation.n}
                type="button"
                // The grid is one stop; Enter opens the first.
                tabIndex={-1}
                title={citation.quote}
                onClick={() => openCitation(citation)}
                className="rounded bg-busy-ground px-1.5 text-busy text-xs hover:bg-accent hover:text-on-accent"
              >
                {t('page', { page: citation.page })}
              </button>
            ))}
            {stale && (
              <span className="ml-auto flex items-center gap-1 text-warning text-xs">
                <History size={12} aria-hidden="true" />
                {t('stale')}
              </span>
            )}
          </span>
        )}
      </GridPart>
    );
  },
  // What choosing it does follows from its place.
  (a, b) =>
    a.cell === b.cell &&
    a.chosen === b.chosen &&
    a.running === b.running &&
    a.stale === b.stale &&
    a.left === b.left &&
    a.spot.row === b.spot.row &&
    a.spot.column === b.spot.column,
);

/** Without the numbers of its sources, which stand below it. */
function plain(text: string): string {
  return text.replaceAll(/ ?\[\d+\]/g, '');
}
