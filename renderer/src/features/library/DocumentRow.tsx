import type { Document } from '../../../../shared/domain/document.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { strings } from '../../strings.ts';
import { openDocument } from '../reader/openDocument.ts';
import { useReader } from '../reader/readerStore.ts';
import { remove, retry, stop } from './actions.ts';
import { DocumentProblem } from './DocumentProblem.tsx';
import { statusView } from './documentStatus.ts';
import { useLibrary } from './libraryStore.ts';

interface Props {
  id: string;
  index: number;
  total: number;
  top: number;
  /** Whether Tab reaches this row; the arrow keys reach the others. */
  current: boolean;
  onCurrent(index: number): void;
  measure(element: HTMLElement | null): void;
}

export function DocumentRow({ id, index, total, top, current, onCurrent, measure }: Props) {
  const entry = useLibrary((state) => state.listing.entries.get(id));
  const opened = useReader((state) => state.documentId === id);
  if (!entry) return null;
  const { document, etaMs } = entry;
  const view = statusView(document);
  const tabIndex = current ? 0 : -1;
  const busy = view.tone === 'busy';
  const facts = [
    busy || document.pageCount === 0 ? '' : strings.library.pages(document.pageCount),
    view.detail,
    busy && etaMs !== null ? strings.library.left(etaMs) : '',
  ].filter(Boolean);
  return (
    <li
      ref={measure}
      className={opened ? 'row opened' : 'row'}
      data-index={index}
      data-status={document.status}
      aria-setsize={total}
      aria-posinset={index + 1}
      style={{ transform: `translateY(${top}px)` }}
      onFocus={() => onCurrent(index)}
    >
      <div className="row-line">
        <button
          type="button"
          className="row-title"
          title={document.title}
          tabIndex={tabIndex}
          aria-label={strings.library.open(document.title)}
          aria-current={opened}
          onClick={() => openDocument(document.id)}
        >
          {document.title}
        </button>
        <span className={`chip ${view.tone}`}>{view.label}</span>
      </div>
      <div className="row-line facts muted">
        <span className="file-name" title={document.fileName}>
          {document.fileName}
        </span>
        <span className="facts-text">{facts.map((fact) => ` · ${fact}`)}</span>
        <RowActions document={document} tabIndex={tabIndex} />
      </div>
      {busy && <ProgressBar fraction={view.progress} label={`${view.label}: ${document.title}`} />}
      {document.error && document.status !== 'cancelled' && (
        <DocumentProblem document={document} error={document.error} tabIndex={tabIndex} />
      )}
    </li>
  );
}

function RowActions({ document, tabIndex }: { document: Document; tabIndex: number }) {
  const { id, status } = document;
  const unfinished = status === 'queued' || status === 'parsing' || status === 'embedding';
  return (
    <span className="row-actions">
      {unfinished && <IconButton icon="stop" label={strings.library.stop} tabIndex={tabIndex} onClick={() => void stop(id)} />}
      {status === 'cancelled' && (
        <IconButton icon="retry" label={strings.library.retry} tabIndex={tabIndex} onClick={() => void retry(id)} />
      )}
      <IconButton icon="remove" label={strings.library.remove} tabIndex={tabIndex} onClick={() => void remove(document)} />
    </span>
  );
}
