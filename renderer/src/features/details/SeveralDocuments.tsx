import { MessageSquareText, RotateCcw, Square, Trash2, Undo2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { wholeLibrary } from '../../../../shared/domain/collection.ts';
import type { Document } from '../../../../shared/domain/document.ts';
import { Button } from '../../components/ui/Button.tsx';
import { newChat } from '../chat/chatActions.ts';
import { cancel, purge, restore, retry, trash } from '../library/documentActions.ts';
import { canCancel, canRetry } from '../library/documentStatus.ts';
import { fileSize } from '../library/format.ts';
import { Membership } from './Membership.tsx';

/** What several chosen papers are together, and what can be done with all of them. */
export function SeveralDocuments({ documents }: { documents: Document[] }) {
  const { t } = useTranslation('details');
  const ids = documents.map(({ id }) => id);
  const retriable = documents.filter(canRetry).map(({ id }) => id);
  const working = documents.filter(canCancel).map(({ id }) => id);
  const pages = documents.reduce((sum, { pageCount }) => sum + pageCount, 0);
  const bytes = documents.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const trashed = documents.every(({ deletedAt }) => deletedAt !== null);
  return (
    <section aria-label={t('several', { count: ids.length })} className="flex flex-col gap-4">
      <header className="px-1.5">
        <h2 className="font-semibold text-lg">{t('several', { count: ids.length })}</h2>
        <p className="text-muted text-sm">{[t('pages', { count: pages }), fileSize(bytes)].join(' · ')}</p>
      </header>
      {!trashed && <Membership documents={documents} />}
      <div className="flex flex-wrap gap-2 px-1.5">
        {trashed ? (
          <>
            <Button size="sm" onClick={() => void restore(ids)}>
              <Undo2 size={14} aria-hidden="true" /> {t('restore')}
            </Button>
            <Button size="sm" onClick={() => void purge(ids)}>
              <X size={14} aria-hidden="true" /> {t('purge')}
            </Button>
          </>
        ) : (
          <>
            <Button size="sm" onClick={() => newChat({ ...wholeLibrary, documentIds: ids })}>
              <MessageSquareText size={14} aria-hidden="true" /> {t('ask')}
            </Button>
            {retriable.length > 0 && (
              <Button size="sm" onClick={() => void retry(retriable)}>
                <RotateCcw size={14} aria-hidden="true" /> {t('retrySome', { count: retriable.length })}
              </Button>
            )}
            {working.length > 0 && (
              <Button size="sm" onClick={() => void cancel(working)}>
                <Square size={12} aria-hidden="true" /> {t('stopSome', { count: working.length })}
              </Button>
            )}
            <Button size="sm" onClick={() => void trash(ids)}>
              <Trash2 size={14} aria-hidden="true" /> {t('trash')}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}
