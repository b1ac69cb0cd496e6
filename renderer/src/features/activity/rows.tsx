import { RotateCcw, Square } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Document } from '../../../../shared/domain/document.ts';
import { Button, IconButton } from '../../components/ui/Button.tsx';
import { Progress } from '../../components/ui/Progress.tsx';
import { DocumentProblem } from '../library/DocumentProblem.tsx';
import { cancel, retry } from '../library/documentActions.ts';
import { statusView, timeLeft } from '../library/documentStatus.ts';
import { useLibrary } from '../library/libraryStore.ts';
import { openDocument } from '../reader/openDocument.ts';

interface Props {
  document: Document;
}

function Row({ document, children }: Props & { children: ReactNode }) {
  return (
    <li data-file={document.fileName} className="flex min-h-9 items-center gap-3 text-sm">
      {children}
    </li>
  );
}

function Title({ document }: Props) {
  const { id, title } = document;
  return (
    <Button
      variant="ghost"
      size="sm"
      title={title}
      onClick={() => openDocument(id)}
      className="-ml-2 w-full min-w-0 shrink justify-start font-normal"
    >
      <span className="truncate">{title}</span>
    </Button>
  );
}

export function WorkRow({ document }: Props) {
  const { t } = useTranslation('activity');
  const etaMs = useLibrary(({ listing }) => listing.entries.get(document.id)?.etaMs ?? null);
  const { label, tone, detail, progress } = statusView(document);
  const busy = tone === 'busy';
  return (
    <Row document={document}>
      <span className="flex min-w-0 flex-1 flex-col">
        <Title document={document} />
        {busy && <Progress fraction={progress} label={`${label}: ${document.title}`} className="max-w-80" />}
      </span>
      <span className="w-40 shrink-0 truncate text-muted">{[label, detail].filter(Boolean).join(', ')}</span>
      <span className="w-28 shrink-0 truncate text-right text-muted tabular-nums">
        {busy && etaMs !== null ? timeLeft(etaMs) : ''}
      </span>
      <IconButton
        icon={Square}
        size="iconSm"
        label={t('stop', { title: document.title })}
        onClick={() => void cancel([document.id])}
      />
    </Row>
  );
}

export function ProblemRow({ document }: Props) {
  return (
    <li data-file={document.fileName} className="flex flex-col gap-1 pb-2 text-sm">
      <Title document={document} />
      {document.error && <DocumentProblem document={document} error={document.error} />}
    </li>
  );
}

export function StoppedRow({ document }: Props) {
  const { t } = useTranslation('library');
  return (
    <Row document={document}>
      <Title document={document} />
      <Button size="sm" onClick={() => void retry([document.id])}>
        <RotateCcw size={12} aria-hidden="true" /> {t('menu.retry')}
      </Button>
    </Row>
  );
}

export function FinishedRow({ document }: Props) {
  const { t } = useTranslation('library');
  const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
  return (
    <Row document={document}>
      <Title document={document} />
      <span className="shrink-0 text-muted tabular-nums">{t('pageCount', { count: document.pageCount })}</span>
      <span className="w-20 shrink-0 text-right text-muted tabular-nums">
        {document.finishedAt === null ? '' : time.format(document.finishedAt)}
      </span>
    </Row>
  );
}
