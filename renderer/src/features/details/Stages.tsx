import { Square } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Document } from '../../../../shared/domain/document.ts';
import { Button } from '../../components/ui/Button.tsx';
import { Progress } from '../../components/ui/Progress.tsx';
import { cancel } from '../library/documentActions.ts';
import { timeLeft } from '../library/documentStatus.ts';
import { useLibrary } from '../library/libraryStore.ts';

/** How far the work on a paper is, stage by stage. */
export function Stages({ document }: { document: Document }) {
  const { t } = useTranslation('details');
  const etaMs = useLibrary(({ listing }) => listing.entries.get(document.id)?.etaMs ?? null);
  const { status, pagesDone, pageCount, chunksEmbedded, chunkCount } = document;
  return (
    <section aria-label={t('progress')} className="flex flex-col gap-2 rounded-md border bg-panel p-3 text-sm">
      <Stage
        name={t('stage.read')}
        waiting={status === 'queued'}
        done={pagesDone}
        all={pageCount}
        unit={t('stage.pages', { done: pagesDone, count: pageCount })}
      />
      <Stage
        name={t('stage.index')}
        waiting={status !== 'embedding'}
        done={chunksEmbedded}
        all={status === 'embedding' ? chunkCount : 0}
        unit={t('stage.chunks', { done: chunksEmbedded, count: chunkCount })}
      />
      <div className="flex items-center justify-between">
        <span className="text-muted">{etaMs === null ? '' : timeLeft(etaMs)}</span>
        <Button size="sm" onClick={() => void cancel([document.id])}>
          <Square size={12} aria-hidden="true" /> {t('stop')}
        </Button>
      </div>
    </section>
  );
}

function Stage(props: { name: string; waiting: boolean; done: number; all: number; unit: string }) {
  const { t } = useTranslation('details');
  const { name, waiting, done, all, unit } = props;
  return (
    <div>
      <div className="flex justify-between">
        <span>{name}</span>
        <span className="text-muted tabular-nums">{all > 0 ? unit : waiting ? t('stage.waiting') : ''}</span>
      </div>
      <Progress fraction={all > 0 ? Math.min(1, done / all) : waiting ? 0 : null} label={name} className="mt-1" />
    </div>
  );
}
