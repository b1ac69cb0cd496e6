import { type ReactNode, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CitationLink } from '../../../../shared/domain/citation.ts';
import { hub } from '../../api/windowHub.ts';
import { useLibrary } from '../library/libraryStore.ts';
import { openDocument } from '../reader/openDocument.ts';
import { useLibraryVersion } from './useLibraryVersion.ts';

/** Which papers of the library this one cites, and which cite it. Nothing where there are none. */
export function CitedHere({ documentId }: { documentId: string }) {
  const { t } = useTranslation('citations');
  const [links, setLinks] = useState<readonly CitationLink[]>([]);
  const version = useLibraryVersion();
  // biome-ignore lint/correctness/useExhaustiveDependencies: version stands for what the papers say now
  useEffect(() => {
    let current = true;
    hub.request('citations.links', { id: documentId }).then(
      (answer) => current && setLinks(answer.links),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [documentId, version]);
  const cites = links.filter(({ citingId }) => citingId === documentId);
  const citedBy = links.filter(({ citedId }) => citedId === documentId);
  return (
    <>
      {cites.length > 0 && (
        <Part title={t('cites', { count: cites.length })}>
          {cites.map(({ citedId, text }) => (
            <LinkedPaper key={citedId} id={citedId} text={text} onOpen={() => openDocument(citedId)} />
          ))}
        </Part>
      )}
      {citedBy.length > 0 && (
        <Part title={t('citedBy', { count: citedBy.length })}>
          {citedBy.map(({ citingId, page, text }) => (
            <LinkedPaper
              key={citingId}
              id={citingId}
              text={text}
              // The list of references, where this paper stands.
              onOpen={() => openDocument(citingId, { page, boxes: [] })}
            />
          ))}
        </Part>
      )}
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1">
      <h2 id={id} className="px-1.5 font-medium text-muted text-sm">
        {title}
      </h2>
      <ul>{children}</ul>
    </section>
  );
}

/** `text`: the entry in the list of references. */
function LinkedPaper({ id, text, onOpen }: { id: string; text: string; onOpen(): void }) {
  const document = useLibrary(({ listing }) => listing.entries.get(id)?.document);
  if (!document) return null;
  const by = [document.authors[0], document.year].filter(Boolean).join(', ');
  return (
    <li>
      <button
        type="button"
        title={text}
        onClick={onOpen}
        className="w-full rounded-md px-1.5 py-1 text-left text-sm hover:bg-hover"
      >
        <span className="line-clamp-2">{document.title}</span>
        {by && <span className="block truncate text-muted text-xs">{by}</span>}
      </button>
    </li>
  );
}
