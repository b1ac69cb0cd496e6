import { FileText, FolderOpen, MessageSquareText, Trash2, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { wholeLibrary } from '../../../../shared/domain/collection.ts';
import { type Document, isUnfinished } from '../../../../shared/domain/document.ts';
import { Button, IconButton } from '../../components/ui/Button.tsx';
import { Chip } from '../../components/ui/Chip.tsx';
import { newChat } from '../chat/chatActions.ts';
import { CitedHere } from '../citations/CitedHere.tsx';
import { DocumentProblem } from '../library/DocumentProblem.tsx';
import { restore, reveal, trash } from '../library/documentActions.ts';
import { statusView } from '../library/documentStatus.ts';
import { openDocument } from '../reader/openDocument.ts';
import { Related } from '../related/Related.tsx';
import { Facts } from './Facts.tsx';
import { Membership } from './Membership.tsx';
import { Metadata } from './Metadata.tsx';
import { OnlineRecord } from './OnlineRecord.tsx';
import { ReadingLink } from './reading/ReadingLink.tsx';
import { Stages } from './Stages.tsx';

export function OneDocument({ document }: { document: Document }) {
  const { t } = useTranslation('details');
  const { id, error, status } = document;
  const { label, tone } = statusView(document);
  const trashed = document.deletedAt !== null;
  return (
    <article aria-label={document.title} className="flex flex-col gap-4">
      <div className="flex flex-col gap-1">
        <Metadata key={id} document={document} />
        <OnlineRecord documentId={id} edited={document.editedFields.join()} />
      </div>
      <div className="flex flex-wrap items-center gap-2 pl-1.5">
        <Chip tone={tone}>{label}</Chip>
        <span className="flex-1" />
        {trashed ? (
          <Button size="sm" onClick={() => void restore([id])}>
            <Undo2 size={14} aria-hidden="true" /> {t('restore')}
          </Button>
        ) : (
          <>
            <Button size="sm" onClick={() => openDocument(id)}>
              <FileText size={14} aria-hidden="true" /> {t('open')}
            </Button>
            <Button size="sm" onClick={() => newChat({ ...wholeLibrary, documentIds: [id] })}>
              <MessageSquareText size={14} aria-hidden="true" /> {t('ask')}
            </Button>
            <IconButton icon={FolderOpen} label={t('reveal')} onClick={() => void reveal(id)} />
            <IconButton icon={Trash2} label={t('trash')} onClick={() => void trash([id])} />
          </>
        )}
      </div>
      {isUnfinished(document) && !trashed && <Stages document={document} />}
      {error && status !== 'cancelled' && <DocumentProblem document={document} error={error} />}
      {!trashed && <Related documentId={id} />}
      {!trashed && <CitedHere documentId={id} />}
      {!trashed && <Membership documents={[document]} />}
      <Facts document={document} />
      <ReadingLink documentId={id} />
    </article>
  );
}
