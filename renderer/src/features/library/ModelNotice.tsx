import { useTranslation } from 'react-i18next';
import { Button } from '../../components/ui/Button.tsx';
import { cn } from '../../components/ui/cn.ts';
import { Progress } from '../../components/ui/Progress.tsx';
import { askToInstall, pauseInstallation, useModels } from '../settings/modelsStore.ts';
import { useLibrary } from './libraryStore.ts';

/** Says what is missing while the library can be searched by words only, and fetches it. */
export function ModelNotice({ className }: { className?: string }) {
  const { t } = useTranslation('activity');
  const embedder = useLibrary((state) => state.status?.embedder);
  const installation = useModels((state) => embedder && state.installations[embedder.modelId]);
  if (!embedder || embedder.available) return null;
  const { modelId } = embedder;
  return (
    <section
      aria-label={t('model.label')}
      className={cn('flex items-center gap-3 border-b bg-warning-ground px-4 py-2 text-sm', className)}
    >
      <p className="selectable flex-1">
        {installation?.state === 'failed' ? `${installation.message} ${installation.action}` : embedder.message}
      </p>
      {installation?.state === 'running' ? (
        <span className="flex w-64 items-center gap-2">
          <Fraction fraction={installation.progress ? installation.progress.bytes / installation.progress.total : null} />
          <Button size="sm" onClick={() => pauseInstallation(modelId)}>
            {t('model.pause')}
          </Button>
        </span>
      ) : (
        <Button size="sm" onClick={() => void askToInstall(modelId)}>
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
