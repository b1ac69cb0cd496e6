import { useTranslation } from 'react-i18next';
import type { ModelStatus } from '../../../../../shared/api/routes/modelRoutes.ts';
import { Button } from '../../../components/ui/Button.tsx';
import { cn } from '../../../components/ui/cn.ts';
import { Progress } from '../../../components/ui/Progress.tsx';
import { formatBytes } from '../../../i18n/format.ts';
import { cancelDownload, type Download, downloadModel, useModels } from '../modelsStore.ts';
import { Row } from '../parts.tsx';

/** A model that finds passages: whether it is here, and the way to get it. */
export function ModelRow({ model }: { model: ModelStatus }) {
  const { t } = useTranslation(['settings', 'common']);
  const download = useModels((state) => state.downloads[model.id]);
  const running = download?.state === 'running';
  const failed = download?.state === 'failed';
  return (
    <Row title={model.title} text={formatBytes(model.sizeBytes)} below={download && <DownloadState {...{ model, download }} />}>
      <State model={model} />
      {!model.installed && !running && (
        <Button
          size="sm"
          aria-label={t(failed ? 'models.retryName' : 'models.downloadName', model)}
          onClick={() => void downloadModel(model.id)}
        >
          {t(failed ? 'common:retry' : 'models.download')}
        </Button>
      )}
      {running && (
        <Button size="sm" aria-label={t('models.cancelName', model)} onClick={() => cancelDownload(model.id)}>
          {t('common:cancel')}
        </Button>
      )}
    </Row>
  );
}

function State({ model: { installed, inUse } }: { model: ModelStatus }) {
  const { t } = useTranslation(['settings', 'common']);
  if (!installed) return <span className={cn('text-sm', inUse ? 'text-warning' : 'text-muted')}>{t('models.notInstalled')}</span>;
  return (
    <span className={cn('text-sm', inUse ? 'text-good' : 'text-muted')}>{t(inUse ? 'models.inUse' : 'models.installed')}</span>
  );
}

function DownloadState({ model, download }: { model: ModelStatus; download: Download }) {
  const { t } = useTranslation(['settings', 'common']);
  if (download.state === 'failed')
    return (
      <p role="alert" className="mt-1.5 text-bad text-sm">
        {t('models.failed', download)}
      </p>
    );
  const { bytes, total } = download;
  return (
    <div className="mt-2">
      <Progress fraction={total ? bytes / total : null} label={t('models.progress', model)} />
      {/* Holds its line from the start, so that nothing moves when the first byte comes. */}
      <p className="mt-1 text-muted text-xs tabular-nums">
        {t('models.progressText', { done: formatBytes(bytes), total: formatBytes(total || model.sizeBytes) })}
      </p>
    </div>
  );
}
