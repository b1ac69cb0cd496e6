import { CircleCheck, FileDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/ui/Button.tsx';
import { askInNewChat } from '../chat/chatActions.ts';
import { choosePdfs } from '../library/addPapers.ts';
import { finishFirstRun, readyPaper, useFirstRun } from './firstRunStore.ts';

/** The first papers: dropped or chosen; a question to begin with as soon as one can be asked. */
export function PapersStep() {
  const { t } = useTranslation('firstRun');
  const papers = [...useFirstRun((state) => state.papers).values()];
  const ready = useFirstRun(readyPaper);
  const working = papers.filter(({ status }) => status === 'queued' || status === 'parsing' || status === 'embedding').length;
  const failed = papers.find(({ status }) => status === 'failed');
  const askFirst = (title: string) => {
    finishFirstRun();
    askInNewChat(t('papers.question', { title }));
  };
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col items-center gap-3 rounded-lg border border-line-strong border-dashed bg-panel px-4 py-8 text-center">
        <FileDown size={30} strokeWidth={1.25} aria-hidden="true" className="text-muted" />
        <p>{t('papers.drop')}</p>
        <Button onClick={() => void choosePdfs()}>{t('papers.choose')}</Button>
      </div>
      <div aria-live="polite" className="flex min-h-16 flex-col gap-2">
        {working > 0 && <p className="text-busy">{t('papers.readingCount', { count: working })}</p>}
        {failed?.error && (
          <p className="text-bad">{t('papers.failed', { title: failed.title, message: failed.error.message })}</p>
        )}
        {ready && (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <div className="min-w-40 flex-1">
              <p className="flex items-start gap-2">
                <CircleCheck size={16} aria-hidden="true" className="mt-0.5 shrink-0 text-good" />
                {t('papers.ready', { title: ready.title })}
              </p>
              <p className="pl-6 text-muted">{t('papers.question', { title: ready.title })}</p>
            </div>
            <Button variant="primary" onClick={() => askFirst(ready.title)}>
              {t('papers.ask')}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
