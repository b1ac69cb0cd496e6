import { Copy, Highlighter } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/ui/Button.tsx';
import { EmptyState } from '../../../components/ui/EmptyState.tsx';
import { toast, told } from '../../../components/ui/Toasts.tsx';
import { usePageView } from '../pdf/viewState.ts';
import { useReader } from '../readerStore.ts';
import { useAnnotations } from './annotationState.ts';
import { NoteCard } from './NoteCard.tsx';
import { draftOf } from './noteDrafts.ts';
import { notesMarkdown } from './notesMarkdown.ts';

/** The highlights and notes of the paper in the reader, in reading order. */
export function NotesPane() {
  const { t } = useTranslation('reader');
  const title = useReader((state) => state.document?.title ?? '');
  const { documentId, items, state } = useAnnotations();
  const labels = usePageView((view) => view.labels);
  if (documentId === null) return <EmptyState icon={Highlighter} title={t('notes.noPaper')} text={t('notes.noPaperText')} />;
  if (state === 'loading') return null;
  if (typeof state === 'object')
    return (
      <p role="alert" className="p-4 text-bad">
        {state.failed}
      </p>
    );
  if (items.length === 0) return <EmptyState icon={Highlighter} title={t('notes.none')} text={t('notes.noneText')} />;
  const labelOf = (page: number) => labels?.[page - 1] || String(page);
  const copy = async () => {
    const written = items.map((one) => ({ ...one, note: draftOf(one.id) ?? one.note, label: labelOf(one.page) }));
    await navigator.clipboard.writeText(notesMarkdown(title, written, (label) => t('notes.page', { label })));
    toast(t('notes.copied', { count: items.length }));
  };
  return (
    <div className="flex h-full flex-col">
      <div className="flex shrink-0 items-center justify-between border-b px-3 py-1.5">
        <span className="text-muted text-sm">{t('notes.count', { count: items.length })}</span>
        <Button size="sm" variant="ghost" onClick={() => void told(copy)}>
          <Copy size={14} strokeWidth={1.75} aria-hidden="true" />
          {t('notes.copyAll')}
        </Button>
      </div>
      <ul aria-label={t('notes.list')} className="min-h-0 flex-1 overflow-y-auto">
        {items.map((annotation) => (
          <NoteCard key={annotation.id} annotation={annotation} label={labelOf(annotation.page)} />
        ))}
      </ul>
    </div>
  );
}
