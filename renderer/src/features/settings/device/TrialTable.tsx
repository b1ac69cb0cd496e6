import { useTranslation } from 'react-i18next';
import type { Trial, Tuning } from '../../../../../shared/domain/tuning.ts';
import { formatCount } from '../../../i18n/format.ts';

type Props = { trials: readonly Trial[]; modelId: string; chosen: Tuning['chosen'] | null };

/** Each way that was tried: how fast it is, whether it computes the same, and what follows. */
export function TrialTable({ trials, modelId, chosen }: Props) {
  const { t } = useTranslation('settings');
  return (
    <table className="selectable mt-3 w-full text-left text-sm">
      <caption className="sr-only">{t('device.table')}</caption>
      <thead className="text-muted text-xs">
        <tr className="border-line border-b">
          <th className="py-1 pr-3 font-medium">{t('device.way')}</th>
          <th className="py-1 pr-3 text-right font-medium">{t('device.batch')}</th>
          <th className="py-1 pr-3 text-right font-medium">{t('device.speed')}</th>
          <th className="py-1 font-medium">{t('device.result')}</th>
        </tr>
      </thead>
      <tbody>
        {trials.map((trial) => (
          <TrialRow
            key={`${trial.modelId} ${trial.device} ${trial.batchTokens}`}
            trial={trial}
            other={trial.modelId !== modelId}
            best={trial.modelId === modelId && trial.device === chosen?.device && trial.batchTokens === chosen.batchTokens}
          />
        ))}
      </tbody>
    </table>
  );
}

function TrialRow({ trial, other, best }: { trial: Trial; other: boolean; best: boolean }) {
  const { t } = useTranslation('settings');
  const { title, device, batchTokens, tokensPerSecond, parity, problem } = trial;
  const cosine = parity === null ? '' : t('device.differs', { cosine: parity.toFixed(5) });
  const outcome = best ? t('device.best') : problem || (other ? t('device.other') : '');
  return (
    <tr className="border-line border-b align-top">
      <th scope="row" className="py-1.5 pr-3 font-normal">
        {other ? title : t(`device.${device}`)}
      </th>
      <td className="py-1.5 pr-3 text-right tabular-nums">{formatCount(batchTokens)}</td>
      <td className="py-1.5 pr-3 text-right tabular-nums">
        {tokensPerSecond === null ? t('device.notRun') : formatCount(Math.round(tokensPerSecond))}
      </td>
      <td className={best ? 'py-1.5 text-good' : 'break-words py-1.5 text-muted'}>
        {[outcome, cosine].filter(Boolean).join(' · ')}
      </td>
    </tr>
  );
}
