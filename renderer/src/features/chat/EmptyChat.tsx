import { FilePlus2, MessagesSquare } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Document } from '../../../../shared/domain/document.ts';
import { runCommand } from '../../app/commands.ts';
import { Button } from '../../components/ui/Button.tsx';
import { EmptyState } from '../../components/ui/EmptyState.tsx';
import { useLibrary } from '../library/libraryStore.ts';
import { changeDraft, useChat, wishFocus } from './chatStore.ts';
import { holds, useScope } from './scope.ts';

const examples = 3;

/** Before the first question: what can be asked, with the library's own papers as examples. */
export function EmptyChat() {
  const { t } = useTranslation('chat');
  const openId = useChat((state) => state.openId);
  const loading = useLibrary((state) => state.loading === 'first');
  const entries = useLibrary((state) => state.listing.entries);
  const papers = useMemo(() => [...entries.values()].map(({ document }) => document).filter(isThere), [entries]);
  const scope = useScope();
  const questions = useMemo(() => {
    const asked = papers.filter((paper) => holds(scope, paper));
    return newest(asked).map(({ title }) => t('example', { title }));
  }, [papers, scope, t]);
  const take = (text: string) => {
    changeDraft(openId, { text });
    wishFocus('composer');
  };
  if (!loading && papers.length === 0) {
    return (
      <div className="min-h-0 flex-1 overflow-y-auto">
        <EmptyState icon={FilePlus2} title={t('hintTitle')} text={t('hintEmpty')}>
          <Button onClick={() => runCommand('add')}>{t('addPapers')}</Button>
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <div className="m-auto w-full max-w-120 py-6">
        <div className="flex flex-col items-center gap-2 px-8 text-center">
          <MessagesSquare size={36} strokeWidth={1.25} aria-hidden="true" className="mb-1 text-muted" />
          <h2 className="font-semibold text-lg">{t('hintTitle')}</h2>
          <p className="text-muted">{t('hintText')}</p>
        </div>
        {questions.length > 0 && (
          <ul aria-label={t('examples')} className="mt-5 flex flex-col gap-1.5 px-4">
            {questions.map((question) => (
              <li key={question}>
                <button
                  type="button"
                  className="w-full rounded-lg border px-3 py-2 text-left text-sm hover:bg-hover"
                  onClick={() => take(question)}
                >
                  <span className="line-clamp-2">{question}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

const isThere = (document: Document) => document.deletedAt === null;

/** Of those that can be asked about. */
function newest(papers: readonly Document[]): Document[] {
  const ready = papers.filter(({ status }) => status === 'ready');
  return ready.toSorted((a, b) => b.createdAt - a.createdAt).slice(0, examples);
}
