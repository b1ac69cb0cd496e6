import { FilePlus2, MessagesSquare } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { runCommand } from '../../app/commands.ts';
import { Button } from '../../components/ui/Button.tsx';
import { EmptyState } from '../../components/ui/EmptyState.tsx';
import { useLibrary } from '../library/libraryStore.ts';
import { changeDraft, useChat, wishFocus } from './chatStore.ts';

const examples = 3;

/** Before the first question: what can be asked, with the library's own papers as examples. */
export function EmptyChat() {
  const { t } = useTranslation('chat');
  const openId = useChat((state) => state.openId);
  const empty = useLibrary((state) => state.loading !== 'first' && state.listing.order.length === 0);
  const titles = useTitles();
  const questions = useMemo(() => titles.map((title) => t('example', { title })), [titles, t]);
  const take = (text: string) => {
    changeDraft(openId, { text });
    wishFocus('composer');
  };
  if (empty) {
    return (
      <div className="min-h-0 flex-1 overflow-y-auto">
        <EmptyState icon={FilePlus2} title={t('hintTitle')} text={t('hintEmpty')}>
          <Button variant="primary" onClick={() => runCommand('add')}>
            {t('addPapers')}
          </Button>
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

/** Of the newest papers that can be asked about. */
function useTitles(): string[] {
  return useLibrary(
    useShallow(({ listing }) => {
      const titles: string[] = [];
      for (const id of listing.order) {
        const document = listing.entries.get(id)?.document;
        if (document?.status === 'ready' && document.deletedAt === null) titles.push(document.title);
        if (titles.length === examples) break;
      }
      return titles;
    }),
  );
}
