import { ChevronRight, ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/ui/Button.tsx';
import { readingButtonId, showReading } from './readingStore.ts';

/** Leads from a paper's details to how it was read. */
export function ReadingLink({ documentId }: { documentId: string }) {
  const { t } = useTranslation('reading');
  return (
    <Button
      id={readingButtonId}
      variant="ghost"
      size="sm"
      className="-mx-0.5 justify-start"
      onClick={() => showReading(documentId)}
    >
      <ListChecks size={14} aria-hidden="true" />
      <span className="flex-1 text-left">{t('title')}</span>
      <ChevronRight size={14} aria-hidden="true" className="text-muted" />
    </Button>
  );
}
