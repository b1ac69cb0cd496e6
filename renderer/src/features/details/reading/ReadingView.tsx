import { ArrowLeft, Download, FileQuestionMark } from 'lucide-react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Document, isUnfinished } from '../../../../../shared/domain/document.ts';
import type { Inspection } from '../../../../../shared/domain/inspection.ts';
import { hub } from '../../../api/windowHub.ts';
import { Button, IconButton } from '../../../components/ui/Button.tsx';
import { toast, told } from '../../../components/ui/Toasts.tsx';
import { t as translate } from '../../../i18n/i18n.ts';
import { Stages } from '../Stages.tsx';
import { PageTable } from './PageTable.tsx';
import { remarksOf, summaryOf } from './pageFacts.ts';
import { leaveReading } from './readingStore.ts';
import { StageList } from './StageList.tsx';
import { useInspection } from './useInspection.ts';

/** What happened when a paper was read, stage by stage and page by page. */
export function ReadingView({ document }: { document: Document }) {
  const { t } = useTranslation('reading');
  const titleId = useId();
  const { inspection, error } = useInspection(document);
  const heading = useRef<HTMLHeadingElement>(null);
  // Not the button back: its tooltip would cover what the person came for.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section aria-labelledby={titleId} className="flex h-full min-h-0 flex-col">
      <header className="flex items-start gap-1 px-2 pt-2 pb-1">
        <IconButton icon={ArrowLeft} label={t('back')} onClick={leaveReading} />
        <div className="min-w-0 flex-1 pt-0.5">
          <h2 ref={heading} id={titleId} tabIndex={-1} className="font-semibold outline-none">
            {t('title')}
          </h2>
          <p className="truncate text-muted text-sm" title={document.title}>
            {document.title}
          </p>
        </div>
        <Button size="sm" disabled={!inspection} onClick={() => inspection && void exportJson(inspection)}>
          <Download size={14} aria-hidden="true" /> {t('export')}
        </Button>
      </header>
      {error && <p className="px-4 text-bad text-sm">{`${error.message} ${error.action}`}</p>}
      {inspection && <Read document={document} inspection={inspection} />}
    </section>
  );
}

function Read({ document, inspection: { pages, ledger } }: { document: Document; inspection: Inspection }) {
  const { t } = useTranslation('reading');
  const [only, setOnly] = useState(false);
  const remarkable = useMemo(() => pages.filter((page) => remarksOf(page).length > 0), [pages]);
  const summary = useMemo(() => summaryOf(pages), [pages]);
  const filtered = only && remarkable.length > 0;
  return (
    <>
      <div className="flex max-h-[45%] shrink-0 flex-col gap-2 overflow-y-auto px-2.5 pb-2">
        {isUnfinished(document) && <Stages document={document} />}
        <StageList document={document} ledger={ledger} />
      </div>
      {pages.length === 0 ? (
        <p className="flex items-center gap-2 border-t p-4 text-muted text-sm">
          <FileQuestionMark size={16} aria-hidden="true" className="shrink-0" /> {t('noPages')}
        </p>
      ) : (
        <>
          <div className="flex min-h-9 shrink-0 items-center gap-2 border-t px-4 text-sm">
            <p className="selectable min-w-0 flex-1">{summary}</p>
            {remarkable.length > 0 && remarkable.length < pages.length && (
              <Button size="sm" variant="ghost" aria-pressed={only} onClick={() => setOnly(!only)}>
                {t('onlyRemarkable')}
              </Button>
            )}
          </div>
          <PageTable key={`${filtered}`} documentId={document.id} pages={filtered ? remarkable : pages} />
        </>
      )}
    </>
  );
}

function exportJson(inspection: Inspection): Promise<boolean> {
  return told(async () => {
    const fileName = `${inspection.document.title.slice(0, 100)}.json`;
    const { saved } = await hub.host('host.saveText', { fileName, text: `${JSON.stringify(inspection, null, 2)}\n` });
    if (saved) toast(translate('reading:exported'));
  });
}
