import { ArrowLeft, Download, EllipsisVertical, Pencil, Plus, Square, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type Matrix, type MatrixCell, type MatrixWork, missingCells } from '../../../../shared/domain/matrix.ts';
import { Button, IconButton } from '../../components/ui/Button.tsx';
import { Menu } from '../../components/ui/Menu.tsx';
import { Progress } from '../../components/ui/Progress.tsx';
import { openMatrix } from './matricesStore.ts';
import { addQuestion, remove, rename, run, save, stop } from './matrixActions.ts';
import { PaperMenu } from './PaperMenu.tsx';

interface Props {
  matrix: Matrix;
  work: MatrixWork;
  cells: ReadonlyMap<string, MatrixCell>;
  stale: ReadonlySet<MatrixCell>;
}

export function MatrixHeader({ matrix, work, cells, stale }: Props) {
  const { t } = useTranslation('matrices');
  return (
    <header className="shrink-0 border-b">
      <div className="flex h-11 items-center gap-2 px-3">
        <IconButton icon={ArrowLeft} label={t('all')} onClick={() => openMatrix(null)} />
        <h1 id="matrix-title" className="min-w-0 flex-1 truncate font-semibold">
          {matrix.title}
        </h1>
        <PaperMenu matrix={matrix} />
        <Button size="sm" onClick={() => void addQuestion(matrix)}>
          <Plus size={14} aria-hidden="true" />
          {t('addQuestion')}
        </Button>
        <Menu
          align="end"
          trigger={<IconButton icon={EllipsisVertical} label={t('more')} />}
          items={[
            { text: t('export.csv'), icon: Download, onSelect: () => void save(matrix, 'csv') },
            { text: t('export.markdown'), icon: Download, onSelect: () => void save(matrix, 'markdown') },
            { text: t('export.bibtex'), icon: Download, onSelect: () => void save(matrix, 'bibtex') },
            { type: 'separator' },
            { text: t('rename'), icon: Pencil, onSelect: () => void rename(matrix) },
            { text: t('remove.action'), icon: Trash2, danger: true, onSelect: () => void remove(matrix) },
          ]}
        />
      </div>
      <State matrix={matrix} work={work} cells={cells} stale={stale} />
    </header>
  );
}

/** How far it is, and what is left to do. */
function State({ matrix, work, cells, stale }: Props) {
  const { t } = useTranslation('matrices');
  const { id, cellCount, problem } = matrix;
  const total = matrix.documentIds.length * matrix.columns.length;
  const missing = missingCells(matrix);
  const failed = [...cells.values()].filter((cell) => cell.problem !== null);
  if (total === 0) return null;
  const said = work.running
    ? [t('filled', { count: cellCount, total }), work.etaMs ? timeLeft(work.etaMs) : ''].filter(Boolean).join(' · ')
    : (problem?.message ?? (missing > 0 ? t('filled', { count: cellCount, total }) : t('complete', { count: total })));
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-2 px-3 pb-1.5">
      {work.running && <Progress fraction={cellCount / total} label={t('filling')} className="w-32" />}
      <p role="status" className={problem && !work.running ? 'text-bad text-sm' : 'text-muted text-sm'}>
        {said}
      </p>
      {work.running ? (
        <Button size="sm" onClick={() => void stop(id)}>
          <Square size={12} aria-hidden="true" />
          {t('stop')}
        </Button>
      ) : (
        <>
          {missing > 0 && (
            <Button size="sm" onClick={() => void run(id)}>
              {t('fill', { count: missing })}
            </Button>
          )}
          {stale.size > 0 && (
            <Button size="sm" onClick={() => void run(id, [...stale])}>
              {t('update', { count: stale.size })}
            </Button>
          )}
          {failed.length > 0 && (
            <Button size="sm" onClick={() => void run(id, failed)}>
              {t('retry', { count: failed.length })}
            </Button>
          )}
        </>
      )}
    </div>
  );

  function timeLeft(ms: number): string {
    const minutes = Math.round(ms / 60_000);
    return minutes < 1 ? t('left.soon') : t('left.minutes', { count: minutes });
  }
}
