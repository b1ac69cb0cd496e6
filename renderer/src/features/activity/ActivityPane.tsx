import { CircleCheck, Pause, Play, RotateCcw, Square } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Document } from '../../../../shared/domain/document.ts';
import { Button } from '../../components/ui/Button.tsx';
import { EmptyState } from '../../components/ui/EmptyState.tsx';
import { cancel, retry, setPaused } from '../library/documentActions.ts';
import { timeLeft } from '../library/documentStatus.ts';
import { useLibrary } from '../library/libraryStore.ts';
import { ModelNotice } from '../library/ModelNotice.tsx';
import { QueueNotice } from '../library/QueueNotice.tsx';
import { crashText, useActivity } from './activityStore.ts';
import { FinishedRow, ProblemRow, StoppedRow, WorkRow } from './rows.tsx';
import { useWork, type Work } from './work.ts';

/** Of each list so many are shown; the others move up as these end. */
const shownAtOnce = 100;
const finishedShown = 20;
const idsOf = (documents: Document[]) => documents.map(({ id }) => id);

/** What the app is busy with, what went wrong and what to do about it. */
export function ActivityPane() {
  const { t } = useTranslation('activity');
  const work = useWork();
  const crashes = useActivity((state) => state.crashes);
  const { running, waiting, problems, stopped, finished } = work;
  const quiet = [running, waiting, problems, stopped, finished, crashes].every((list) => list.length === 0);
  return (
    <section aria-labelledby="activity-title" className="flex h-full min-h-0 flex-col">
      <Head work={work} />
      <ModelNotice />
      <QueueNotice />
      {quiet && <EmptyState icon={CircleCheck} title={t('quietTitle')} text={t('quietText')} />}
      <div className="min-h-0 flex-1 overflow-y-auto">
        <List title={t('working')} documents={[...running, ...waiting]} row={(one) => <WorkRow key={one.id} document={one} />} />
        <List
          title={t('problems')}
          documents={problems}
          row={(one) => <ProblemRow key={one.id} document={one} />}
          action={<RetryAll documents={problems} />}
        />
        <List
          title={t('stopped')}
          documents={stopped}
          row={(one) => <StoppedRow key={one.id} document={one} />}
          action={<RetryAll documents={stopped} />}
        />
        <Crashes />
        <List
          title={t('finished')}
          documents={finished}
          most={finishedShown}
          row={(one) => <FinishedRow key={one.id} document={one} />}
        />
      </div>
    </section>
  );
}

function Head({ work: { running, waiting } }: { work: Work }) {
  const { t } = useTranslation('activity');
  const queue = useLibrary((state) => state.status?.queue);
  const left = running.length + waiting.length;
  const paused = queue?.paused ?? false;
  const facts = [
    left > 0 ? t('toGo', { count: left }) : '',
    paused ? t('paused') : '',
    !paused && left > 0 && queue && queue.etaMs !== null ? timeLeft(queue.etaMs) : '',
  ].filter(Boolean);
  const Icon = paused ? Play : Pause;
  return (
    <header className="flex h-11 shrink-0 items-center gap-2 border-b px-4">
      <h1 id="activity-title" className="font-semibold">
        {t('title')}
      </h1>
      <span className="min-w-0 flex-1 truncate text-muted text-sm tabular-nums">{facts.join(' · ')}</span>
      {left > 0 && (
        <Button size="sm" onClick={() => void cancel(idsOf([...running, ...waiting]))}>
          <Square size={12} aria-hidden="true" /> {t('stopAll')}
        </Button>
      )}
      {(left > 0 || paused) && (
        <Button size="sm" onClick={() => void setPaused(!paused)}>
          <Icon size={12} aria-hidden="true" /> {t(paused ? 'resume' : 'pause')}
        </Button>
      )}
    </header>
  );
}

function RetryAll({ documents }: { documents: Document[] }) {
  const { t } = useTranslation('activity');
  if (documents.length < 2) return null;
  return (
    <Button size="sm" onClick={() => void retry(idsOf(documents))}>
      <RotateCcw size={12} aria-hidden="true" /> {t('retryAll')}
    </Button>
  );
}

interface ListProps {
  title: string;
  documents: Document[];
  row(document: Document): ReactNode;
  most?: number;
  action?: ReactNode;
}

function List({ title, documents, row, most = shownAtOnce, action }: ListProps) {
  const { t } = useTranslation('activity');
  if (documents.length === 0) return null;
  const more = documents.length - most;
  return (
    <section aria-label={title} className="border-b px-4 py-3">
      <div className="mb-1 flex h-7 items-center justify-between">
        <h2 className="font-medium text-muted text-sm">{title}</h2>
        {action}
      </div>
      <ul className="flex flex-col gap-1">{documents.slice(0, most).map(row)}</ul>
      {more > 0 && <p className="mt-2 text-muted text-sm">{t('more', { count: more })}</p>}
    </section>
  );
}

function Crashes() {
  const { t, i18n } = useTranslation('activity');
  const crashes = useActivity((state) => state.crashes);
  if (crashes.length === 0) return null;
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'short' });
  return (
    <section aria-label={t('processes')} className="border-b px-4 py-3">
      <h2 className="mb-1 font-medium text-muted text-sm">{t('processes')}</h2>
      <ul className="flex flex-col gap-1 text-sm">
        {crashes.map((crash) => (
          <li key={crash.id} className="flex gap-3">
            <span className="text-muted tabular-nums">{time.format(crash.at)}</span>
            <span className="selectable">{crashText(crash)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
