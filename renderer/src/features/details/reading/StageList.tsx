import { CircleAlert, CircleCheck, CircleMinus, CircleStop, type LucideIcon, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type Document, isUnfinished } from '../../../../../shared/domain/document.ts';
import { retryStages, type StageRun, stageNames } from '../../../../../shared/domain/inspection.ts';
import { IconButton } from '../../../components/ui/Button.tsx';
import { cn } from '../../../components/ui/cn.ts';
import { retryStage } from '../../library/documentActions.ts';
import { fullDate } from '../../library/format.ts';

const looks: Record<StageRun['outcome'], { icon: LucideIcon; color: string }> = {
  done: { icon: CircleCheck, color: 'text-good' },
  skipped: { icon: CircleMinus, color: 'text-warning' },
  failed: { icon: CircleAlert, color: 'text-bad' },
  stopped: { icon: CircleStop, color: 'text-muted' },
};

/** How each stage of the work on a paper went last, what it took, and a way to do it again. */
export function StageList({ document, ledger }: { document: Document; ledger: StageRun[] }) {
  const { t } = useTranslation('reading');
  const latest = stageNames.flatMap((name) => ledger.findLast(({ stage }) => stage === name) ?? []);
  const earlier = ledger.filter((run) => run.outcome !== 'done' && !latest.includes(run));
  if (latest.length === 0) return <p className="px-1.5 text-muted text-sm">{t('noStages')}</p>;
  return (
    <section aria-label={t('stages')} className="flex flex-col gap-1 px-1.5 text-sm">
      <ol className="flex flex-col gap-0.5">
        {latest.map((run) => (
          <Stage key={run.stage} run={run} document={document} />
        ))}
      </ol>
      {earlier.length > 0 && (
        <details>
          <summary className="cursor-default text-muted text-xs">{t('earlier', { count: earlier.length })}</summary>
          <ul className="selectable mt-1 flex flex-col gap-1 text-xs">
            {earlier.toReversed().map((run) => (
              <li key={`${run.stage} ${run.startedAt}`}>
                <span className="text-muted">{fullDate(run.startedAt)}</span>{' '}
                {t('earlierRun', { stage: t(`stage.${run.stage}`), outcome: t(`outcome.${run.outcome}`) })} {run.error?.message}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Stage({ run, document }: { run: StageRun; document: Document }) {
  const { t } = useTranslation('reading');
  const { stage, outcome, error } = run;
  const { icon: Icon, color } = looks[outcome];
  const again = retryStages.find((one) => one === stage);
  const busy = isUnfinished(document);
  return (
    <li className="flex flex-col" title={t('startedAt', { date: fullDate(run.startedAt) })}>
      <span className="flex min-h-7 items-center gap-2">
        <Icon size={16} role="img" aria-label={t(`outcome.${outcome}`)} className={cn('shrink-0', color)} />
        <span className="shrink-0">{t(`stage.${stage}`)}</span>
        <span className="min-w-0 flex-1 truncate text-muted">{madeBy(run, t)}</span>
        <span className="shrink-0 text-muted tabular-nums">{t('seconds', { seconds: run.durationMs / 1000 })}</span>
        {again && document.deletedAt === null ? (
          <IconButton
            icon={RotateCcw}
            size="iconSm"
            label={t(`again.${again}`)}
            // Not `disabled`, which would take the focus away from who pressed it.
            aria-disabled={busy}
            onClick={() => !busy && void retryStage(document.id, again)}
          />
        ) : (
          <span className="size-6 shrink-0" />
        )}
      </span>
      {error && <p className="selectable pb-1 pl-6 text-muted text-xs">{error.message}</p>}
    </li>
  );
}

/** `34 passages, 3 computed`. */
function madeBy({ stage, counts }: StageRun, t: ReturnType<typeof useTranslation<'reading'>>['t']): string {
  const { pages, chunks, vectors } = counts;
  const facts = [
    stage === 'parse' && pages !== undefined && t('made.pages', { count: pages }),
    chunks !== undefined && t('made.chunks', { count: chunks }),
    vectors !== undefined && vectors !== chunks && t('made.vectors', { count: vectors }),
  ];
  return facts.filter(Boolean).join(', ');
}
