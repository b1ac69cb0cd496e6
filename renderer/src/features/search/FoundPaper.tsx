import { useTranslation } from 'react-i18next';
import type { Passage } from '../../../../shared/domain/passage.ts';
import { useLibrary } from '../library/libraryStore.ts';
import { openDocument } from '../reader/openDocument.ts';
import { excerpt, marked } from './byPaper.ts';

interface Props {
  documentId: string;
  title: string;
  passages: Passage[];
  query: string;
}

/** A paper and its passages, each of which opens the reader there. */
export function FoundPaper({ documentId, title, passages, query }: Props) {
  const document = useLibrary(({ listing }) => listing.entries.get(documentId)?.document);
  const by = [document?.authors.slice(0, 3).join(', '), document?.year].filter(Boolean).join(' · ');
  return (
    <section aria-label={title} className="border-b px-4 py-3">
      <h2 className="font-medium">{title}</h2>
      {by && <p className="text-muted text-xs">{by}</p>}
      <ul className="mt-1 flex flex-col gap-1">
        {passages.map((passage) => (
          <li key={passage.chunkId}>
            <FoundPassage passage={passage} query={query} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function FoundPassage({ passage, query }: { passage: Passage; query: string }) {
  const { t } = useTranslation('search');
  const { documentId, page, section, boxes } = passage;
  return (
    <button
      type="button"
      data-stop
      onClick={() => openDocument(documentId, { page, boxes })}
      className="-mx-2 block w-[calc(100%+1rem)] rounded-md px-2 py-1.5 text-left hover:bg-hover"
    >
      <span className="block text-muted text-xs">{[t('page', { page }), section].filter(Boolean).join(' · ')}</span>
      <span className="line-clamp-3 text-sm">
        {marked(excerpt(passage, query), query).map(({ text, hit, at }) =>
          hit ? (
            <mark key={at} className="rounded-sm bg-mark-yellow text-ink">
              {text}
            </mark>
          ) : (
            text
          ),
        )}
      </span>
    </button>
  );
}
