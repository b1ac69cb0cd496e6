import { useTranslation } from 'react-i18next';
import type { QuoteSource } from '../../../../shared/api/routes/quoteRoutes.ts';
import { openDocument } from '../reader/openDocument.ts';

/** A place a quoted sentence stands in, as it is printed there; opens the reader with it marked. */
export function FoundQuote({ source }: { source: QuoteSource }) {
  const { t } = useTranslation('search');
  const { documentId, title, page, boxes, before, text, after, score } = source;
  const percent = Math.round(100 * score);
  const alike = percent === 100 ? t('exact') : t('alike', { percent });
  return (
    <section aria-label={title} className="border-b px-4 py-3">
      <h2 className="font-medium">{title}</h2>
      <button
        type="button"
        data-stop
        onClick={() => openDocument(documentId, { page, boxes, quote: text })}
        className="-mx-2 block w-[calc(100%+1rem)] rounded-md px-2 py-1.5 text-left hover:bg-hover"
      >
        <span className="block text-muted text-xs">{[t('page', { page }), alike].join(' · ')}</span>
        <span className="text-sm">
          {before}
          <mark className="rounded-sm bg-mark-yellow text-ink">{text}</mark>
          {after}
        </span>
      </button>
    </section>
  );
}
