import { useTranslation } from 'react-i18next';
import type { ModelStatus } from '../../../../../shared/api/routes/modelRoutes.ts';
import { Progress } from '../../../components/ui/Progress.tsx';
import { formatBytes } from '../../../i18n/format.ts';
import { timeLeft } from '../../library/documentStatus.ts';
import type { Installation } from '../modelsStore.ts';

/** How far an installation is, how fast and how long it will take; or why it failed. */
export function InstallationState({ model, installation }: { model: ModelStatus; installation: Installation }) {
  const { t } = useTranslation('settings');
  if (installation.state === 'failed')
    return (
      <p role="alert" className="mt-1.5 text-bad text-sm">
        {t('models.failed', installation)}
      </p>
    );
  const { progress } = installation;
  const counted = progress?.phase === 'downloading';
  return (
    <div className="mt-2">
      <Progress fraction={counted ? progress.bytes / progress.total : null} label={t('models.progress', model)} />
      {/* Holds its line from the start, so that nothing moves when the first byte comes. */}
      <p className="mt-1 text-muted text-xs tabular-nums">{textOf()}</p>
    </div>
  );

  function textOf(): string {
    if (!progress) return t('models.asking');
    if (progress.phase !== 'downloading') return t(`models.${progress.phase}`);
    const { bytes, total, bytesPerSecond } = progress;
    const done = t('models.progressText', { done: formatBytes(bytes), total: formatBytes(total) });
    if (!bytesPerSecond) return done;
    const left = timeLeft(((total - bytes) * 1000) / bytesPerSecond);
    return `${done} · ${t('models.speed', { speed: formatBytes(bytesPerSecond), left })}`;
  }
}
