import { useTranslation } from 'react-i18next';
import { Button } from '../../components/ui/Button.tsx';
import { cn } from '../../components/ui/cn.ts';
import { Progress } from '../../components/ui/Progress.tsx';
import { downloadModel, useModelDownload } from '../activity/modelDownload.ts';
import { useLibrary } from './libraryStore.ts';

/** Says what is missing while the library can be searched by words only, and fetches it. */
export function ModelNotice({ className }: { className?: string }) {
  const { t } = useTranslation('activity');
  const embedder = useLibrary((state) => state.status?.embedder);
  const download = useModelDownload();
  if (!embedder || embedder.available) return null;
  const { state, bytes, total, problem } = download;
  const fraction = total > 0 ? bytes / total : null;
  return (
    <section
      aria-label={t('model.label')}
      className={cn('flex items-center gap-3 border-b bg-warning-ground px-4 py-2 text-sm', className)}
    >
      <p className="selectable flex-1">{state === 'failed' ? problem : embedder.message}</p>
      {state === 'running' ? (
        <span className="flex w-48 items-center gap-2">
          <Progress fraction={fraction} label={t('model.downloading')} className="flex-1" />
          <span className="text-muted text-xs tabular-nums">{Math.floor((fraction ?? 0) * 100)} %</span>
        </span>
      ) : (
        <Button size="sm" onClick={() => void downloadModel(embedder.modelId)}>
          {t('model.download')}
        </Button>
      )}
    </section>
  );
}
