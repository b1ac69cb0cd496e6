import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Trial, Tuning } from '../../../../../shared/domain/tuning.ts';
import { AppError } from '../../../../../shared/errors/AppError.ts';
import { hub } from '../../../api/windowHub.ts';
import { Button } from '../../../components/ui/Button.tsx';
import { told } from '../../../components/ui/Toasts.tsx';
import { Group } from '../parts.tsx';
import { TrialTable } from './TrialTable.tsx';

/** Measures what this machine does best, and shows what was found. Leaving the section stops a measurement. */
export function DeviceTrials({ tuning, onTuned }: { tuning: Tuning | null; onTuned(tuning: Tuning): void }) {
  const { t, i18n } = useTranslation('settings');
  const [trials, setTrials] = useState<readonly Trial[] | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const measure = async () => {
    const controller = new AbortController();
    running.current = controller;
    setTrials([]);
    await told(async () => {
      try {
        const onEvent = (trial: Trial) => setTrials((before) => [...(before ?? []), trial]);
        onTuned(await hub.request('device.tune', {}, { signal: controller.signal, onEvent }));
      } catch (error) {
        if (AppError.from(error).code !== 'cancelled') throw error;
      }
    });
    running.current = null;
    setTrials(null);
  };
  const date = tuning && new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' }).format(tuning.at);
  return (
    <Group title={t('device.measure')} text={t('device.measureText')}>
      <div className="flex items-center gap-3">
        {trials ? (
          <Button size="sm" onClick={() => running.current?.abort()}>
            {t('device.stop')}
          </Button>
        ) : (
          <Button size="sm" onClick={() => void measure()}>
            {t(tuning ? 'device.again' : 'device.start')}
          </Button>
        )}
        <span aria-live="polite" className="text-muted text-sm">
          {trials ? t('device.measuring') : date && t('device.measuredAt', { date })}
        </span>
      </div>
      {trials && trials.length > 0 && <TrialTable trials={trials} chosen={null} modelId={trials[0]!.modelId} />}
      {!trials && tuning && <TrialTable {...tuning} />}
    </Group>
  );
}
