import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Citation } from '../../../../shared/domain/passage.ts';
import { cn } from '../../components/ui/cn.ts';
import { openSource } from './openSource.ts';

/**
 * The library's own sentences on a question, each leading to its page. They are the answer where nothing is generated (`numbered`, whole); else what
 * was found before, kept short.
 */
export function EvidenceList({
  turnId,
  citations,
  numbered,
}: {
  turnId: string;
  citations: readonly Citation[];
  numbered: boolean;
}) {
  const { t } = useTranslation('chat');
  return (
    <ol className="-mx-2 flex flex-col">
      {citations.map((citation) => {
        const { n, title, page, quote, verified } = citation;
        const id = `${turnId}-evidence-${n}`;
        return (
          <li key={n}>
            <button
              id={id}
              type="button"
              data-citation={numbered ? `${turnId} ${n}` : undefined}
              onClick={() => openSource(citation, turnId, id)}
              className="flex w-full gap-2.5 rounded-md px-2 py-1.5 text-left hover:bg-hover"
            >
              {numbered ? (
                <span
                  aria-hidden="true"
                  className="mt-0.5 flex size-[18px] shrink-0 items-center justify-center rounded bg-busy-ground font-semibold text-busy text-xs"
                >
                  {n}
                </span>
              ) : (
                <span aria-hidden="true" className="w-0.5 shrink-0 rounded-full bg-line" />
              )}
              <span className="min-w-0 flex-1">
                {numbered && <span className="sr-only">{t('sourceNumber', { n })} </span>}
                <q className={cn('block', numbered ? 'text-base leading-relaxed' : 'line-clamp-2 text-sm')}>{quote}</q>
                <span className="flex gap-1.5 text-muted text-xs">
                  <span className="truncate">{title}</span>
                  <span className="shrink-0">{t('page', { page })}</span>
                </span>
                {!verified && (
                  <span className="flex items-center gap-1 text-warning text-xs">
                    <TriangleAlert size={12} aria-hidden="true" /> {t('unverified')}
                  </span>
                )}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
