import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../hooks/useCommand.ts';
import { followAnnotations } from './notes/annotationStore.ts';
import { PdfPane } from './PdfPane.tsx';
import { usePdf } from './pdf/usePdf.ts';
import { ReaderHeader } from './ReaderHeader.tsx';
import { Locked, Opening, Problem } from './ReaderProblem.tsx';
import { closeReader, followDocument, useReader } from './readerStore.ts';

/** A paper, page under page. */
export function Reader() {
  const documentId = useReader((state) => state.documentId);
  return documentId && <OpenReader key={documentId} documentId={documentId} />;
}

function OpenReader({ documentId }: { documentId: string }) {
  const { t } = useTranslation('reader');
  const { opened, retry } = usePdf(documentId);
  const title = useReader((state) => state.document?.title);
  useEffect(() => followDocument(documentId), [documentId]);
  useEffect(() => followAnnotations(documentId), [documentId]);
  useCommand('closeReader', closeReader);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const elsewhere = event.target !== document.body && !section.current?.contains(event.target as Node);
      if (event.key === 'Escape' && !event.defaultPrevented && !elsewhere) closeReader();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <section ref={section} aria-label={title ?? t('title')} className="flex h-full min-w-0 flex-col bg-sunken outline-none">
      <ReaderHeader title={title ?? ''} />
      {opened.state === 'loading' && <Opening fraction={opened.fraction} />}
      {opened.state === 'locked' && <Locked wrong={opened.wrong} onPassword={opened.unlock} />}
      {opened.state === 'failed' && <Problem documentId={documentId} problem={opened.problem} onRetry={retry} />}
      {opened.state === 'open' && <PdfPane documentId={documentId} opened={opened} />}
    </section>
  );
}
