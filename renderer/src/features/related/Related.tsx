import { Undo2 } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RelatedDocument } from '../../../../shared/domain/related.ts';
import { hub } from '../../api/windowHub.ts';
import { Button } from '../../components/ui/Button.tsx';
import { Chip } from '../../components/ui/Chip.tsx';
import { told } from '../../components/ui/Toasts.tsx';
import { restore, trash } from '../library/documentActions.ts';
import { shortDate } from '../library/format.ts';
import { openDocument } from '../reader/openDocument.ts';
import { useDuplicates } from './duplicatesStore.ts';

/** What else of the library seems to be this paper, why, and what can be done about it. */
export function Related({ documentId }: { documentId: string }) {
  const { t } = useTranslation('related');
  const title = useId();
  const version = useDuplicates((state) => state.version);
  const [items, setItems] = useState<readonly RelatedDocument[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: version stands for what may be related now
  useEffect(() => {
    let current = true;
    hub.request('documents.related', { id: documentId }).then(
      (answer) => current && setItems(answer.items),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [documentId, version]);
  if (items.length === 0) return null;
  const setDistinct = (otherId: string, distinct: boolean) =>
    told(() => hub.request('documents.setDistinct', { id: documentId, otherId, distinct }));
  return (
    <section aria-labelledby={title} className="flex flex-col gap-2 px-1.5">
      <h2 id={title} className="font-medium text-muted text-sm">
        {t('title')}
      </h2>
      <ul className="flex flex-col gap-2">
        {items.map((item) => (
          <li key={item.document.id}>
            {item.distinct ? (
              <Dismissed {...item} onSame={() => void setDistinct(item.document.id, false)} />
            ) : (
              <Found {...item} onDistinct={() => void setDistinct(item.document.id, true)} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Found({ document, relation, onDistinct }: RelatedDocument & { onDistinct(): void }) {
  const { t } = useTranslation('related');
  const { id, title, authors, year, pageCount, createdAt, deletedAt, fileName: file } = document;
  const facts = [
    authors[0],
    year,
    pageCount > 0 && t('pages', { count: pageCount }),
    file,
    t('added', { date: shortDate(createdAt) }),
  ];
  return (
    <div className="flex flex-col gap-2 rounded-md border bg-panel p-3 text-sm">
      <div>
        <p className="break-words font-medium">{title}</p>
        <p className="break-words text-muted text-xs">{facts.filter(Boolean).join(' · ')}</p>
      </div>
      <p className="flex flex-wrap gap-1.5">
        <Chip tone="warning">{t(`reasons.${relation}`)}</Chip>
        {deletedAt !== null && <Chip>{t('inTrash')}</Chip>}
      </p>
      <div className="flex flex-wrap gap-1.5">
        {deletedAt === null ? (
          <>
            <Button size="sm" aria-label={t('openName', { file })} onClick={() => openDocument(id)}>
              {t('open')}
            </Button>
            <Button size="sm" aria-label={t('trashName', { file })} onClick={() => void trash([id])}>
              {t('trash')}
            </Button>
          </>
        ) : (
          <Button size="sm" aria-label={t('restoreName', { file })} onClick={() => void restore([id])}>
            <Undo2 size={14} aria-hidden="true" /> {t('restore')}
          </Button>
        )}
        <Button size="sm" aria-label={t('distinctName', { file })} onClick={onDistinct}>
          {t('distinct')}
        </Button>
      </div>
    </div>
  );
}

/** One a person said is another paper, with the way back. */
function Dismissed({ document, onSame }: RelatedDocument & { onSame(): void }) {
  const { t } = useTranslation('related');
  const { fileName: file } = document;
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted text-sm">
      <span className="break-words">{t('saidDistinct', { file })}</span>
      <Button size="sm" aria-label={t('sameName', { file })} onClick={onSame}>
        {t('same')}
      </Button>
    </p>
  );
}
