import { useTranslation } from 'react-i18next';
import type { NumberMatch } from '../../../../shared/api/routes/numberRoutes.ts';
import { openDocument } from '../reader/openDocument.ts';

/** Numbers by paper, each in its sentence; one opens the reader with it marked. */
export function FoundNumbers({ matches }: { matches: readonly NumberMatch[] }) {
  return [...Map.groupBy(matches, ({ documentId }) => documentId)].map(([documentId, own]) => (
    <section key={documentId} aria-label={own[0]?.title ?? ''} className="border-b px-4 py-3">
      <h2 className="font-medium">{own[0]?.title}</h2>
      <ul className="mt-1 flex flex-col gap-1">
        {own.map((match) => (
          <li key={`${match.page} ${match.before} ${match.text}`}>
            <FoundNumber match={match} />
          </li>
        ))}
      </ul>
    </section>
  ));
}

function FoundNumber({ match: { documentId, page, boxes, before, text, after } }: { match: NumberMatch }) {
  const { t } = useTranslation('search');
  return (
    <button
      type="button"
      data-stop
      onClick={() => openDocument(documentId, { page, boxes, quote: text })}
      className="-mx-2 block w-[calc(100%+1rem)] rounded-md px-2 py-1.5 text-left hover:bg-hover"
    >
      <span className="block text-muted text-xs">{t('page', { page })}</span>
      <span className="text-sm">
        {before}
        <mark className="rounded-sm bg-mark-yellow text-ink">{text}</mark>
        {after}
      </span>
    </button>
  );
}
