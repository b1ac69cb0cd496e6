import { CircleAlert, Plus, Table2 } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/ui/Button.tsx';
import { EmptyState } from '../../components/ui/EmptyState.tsx';
import { Progress } from '../../components/ui/Progress.tsx';
import { useArrowKeys } from '../../hooks/useArrowKeys.ts';
import { MatrixView } from './MatrixView.tsx';
import { loadMatrices, openMatrix, type ShownMatrix, useMatrices } from './matricesStore.ts';
import { askNewMatrix } from './newMatrixStore.ts';

/** The matrices there are, or the open one. */
export function MatricesPane() {
  const { items, openId } = useMatrices();
  const open = items?.find(({ matrix }) => matrix.id === openId);
  return open ? <MatrixView key={open.matrix.id} {...open} /> : <MatrixList />;
}

function MatrixList() {
  const { t } = useTranslation('matrices');
  const { items, problem } = useMatrices();
  const list = useRef<HTMLUListElement>(null);
  const onKeyDown = useArrowKeys(list);
  return (
    <section aria-labelledby="matrices-title" className="flex h-full min-h-0 flex-col">
      <header className="flex h-11 shrink-0 items-center justify-between gap-2 border-b px-3">
        <h1 id="matrices-title" className="font-semibold">
          {t('title')}
        </h1>
        <Button size="sm" onClick={() => askNewMatrix()}>
          <Plus size={14} aria-hidden="true" />
          {t('new')}
        </Button>
      </header>
      {problem && (
        <EmptyState icon={CircleAlert} title={problem.message} text={problem.action}>
          <Button onClick={() => void loadMatrices()}>{t('again')}</Button>
        </EmptyState>
      )}
      {!problem && items?.length === 0 && (
        <EmptyState icon={Table2} title={t('emptyTitle')} text={t('emptyText')}>
          <Button variant="primary" onClick={() => askNewMatrix()}>
            {t('new')}
          </Button>
        </EmptyState>
      )}
      {!problem && items && items.length > 0 && (
        <ul ref={list} aria-label={t('title')} onKeyDown={onKeyDown} className="min-h-0 flex-1 overflow-y-auto p-2">
          {items.map((shown) => (
            <li key={shown.matrix.id}>
              <MatrixItem {...shown} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function MatrixItem({ matrix, work }: ShownMatrix) {
  const { t } = useTranslation('matrices');
  const { id, title, documentIds, columns, cellCount, problem } = matrix;
  const total = documentIds.length * columns.length;
  const size = t('size', {
    papers: t('paperCount', { count: documentIds.length }),
    questions: t('questionCount', { count: columns.length }),
  });
  return (
    <button
      type="button"
      data-stop
      onClick={() => openMatrix(id)}
      className="block w-full rounded-md px-3 py-2 text-left hover:bg-hover"
    >
      <span className="block truncate font-medium">{title}</span>
      <span className="block text-muted text-sm">
        {[size, cellCount < total ? t('filled', { count: cellCount, total }) : ''].filter(Boolean).join(' · ')}
      </span>
      {problem && !work.running && <span className="block text-bad text-sm">{problem.message}</span>}
      {work.running && <Progress fraction={total === 0 ? null : cellCount / total} label={t('filling')} className="mt-1.5" />}
    </button>
  );
}
