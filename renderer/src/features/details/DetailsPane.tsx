import { FileText } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { useView } from '../../app/viewStore.ts';
import { EmptyState } from '../../components/ui/EmptyState.tsx';
import { useLibrary } from '../library/libraryStore.ts';
import { useSelection } from '../library/selection.ts';
import { useReader } from '../reader/readerStore.ts';
import { OneDocument } from './OneDocument.tsx';
import { ReadingView } from './reading/ReadingView.tsx';
import { useReadingView } from './reading/readingStore.ts';
import { SeveralDocuments } from './SeveralDocuments.tsx';

/** What is known of the paper being read, else of those chosen in the table, and what can be done with them. */
export function DetailsPane() {
  const { t } = useTranslation('details');
  const ids = useShown();
  const documents = useLibrary(useShallow(({ listing }) => [...ids].flatMap((id) => listing.entries.get(id)?.document ?? [])));
  const [first] = documents;
  const inReading = useReadingView(({ documentId }) => documents.length === 1 && documentId === first?.id);
  if (first && inReading) return <ReadingView key={first.id} document={first} />;
  if (!first) return <EmptyState icon={FileText} title={t('noneTitle')} text={t('noneText')} />;
  return (
    <div className="h-full overflow-y-auto p-4">
      {documents.length === 1 ? <OneDocument key={first.id} document={first} /> : <SeveralDocuments documents={documents} />}
    </div>
  );
}

function useShown(): readonly string[] | ReadonlySet<string> {
  const chosen = useSelection((state) => state.ids);
  const reading = useReader((state) => state.documentId);
  const inReader = useView((state) => state.center === 'reader');
  return useMemo(() => (inReader && reading ? [reading] : chosen), [inReader, reading, chosen]);
}
