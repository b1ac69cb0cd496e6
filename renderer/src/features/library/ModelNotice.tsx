import { useTranslation } from 'react-i18next';
import { Button } from '../../components/ui/Button.tsx';
import { cn } from '../../components/ui/cn.ts';
import { Progress } from '../../components/ui/Progress.tsx';
import { cancelDownload, downloadModel, useModels } from '../settings/modelsStore.ts';
import { useLibrary } from './libraryStore.ts';

/** Says what is missing while the library can be searched by words only, and fetches it. */
export function ModelNotice({ className }: { className?: string }) {
  const { t } = useTranslation(['activity', 'common']);
  const embedder = useLibrary((state) => state.status?.embedder);
  const download = useModels((state) => embedder && state.downloads[embedder.modelId]);
  if (!embedder || embedder.available) return null;
  const { modelId } = embedder;
  return (
    <section
      aria-label={t('model.label')}
      className={cn('flex items-center gap-3 border-b bg-warning-ground px-4 py-2 text-sm', className)}
    >
      <p className="selectable flex-1">
        {download?.state === 'failed' ? `${download.message} ${download.action}` : embedder.message}
      </p>
      {download?.state === 'running' ? (
        <span className="flex w-64 items-center gap-2">
          <Fraction fraction={download.total > 0 ? download.bytes / download.total : null} />
          <Button size="sm" onClick={() => cancelDownload(modelId)}>
            {t('common:cancel')}
          </Button>
        </span>
      ) : (
        <Button size="sm" onClick={() => void downloadModel(modelId)}>
          {t('model.download')}
        </Button>
      )}
    </section>
  );
}

function Fraction({ fraction }: { fraction: number | null }) {
  const { t } = useTranslation('activity');
  return (
    <>
      <Progress fraction={fraction} label={t('model.downloading')} className="flex-1" />
      <span className="text-muted text-xs tabular-nums">{`${Math.floor((fraction ?? 0) * 100)} %`}</span>
    </>
  );
}
