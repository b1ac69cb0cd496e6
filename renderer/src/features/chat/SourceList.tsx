import { useTranslation } from 'react-i18next';
import { openSource } from './openSource.ts';
import type { ShownTurn } from './turns.ts';

/** The sources behind a written answer, a line each. */
export function SourceList({ turn }: { turn: ShownTurn }) {
  const { t } = useTranslation('chat');
  if (turn.citations.length === 0) return null;
  return (
    <div>
      <h4 className="font-medium text-muted text-xs">{t('sources')}</h4>
      <ol className="-mx-2">
        {turn.citations.map((citation) => {
          const { n, title, page, quote, verified } = citation;
          const id = `${turn.id}-source-${n}`;
          return (
            <li key={n}>
              <button
                id={id}
                type="button"
                data-citation={`${turn.id} ${n}`}
                title={verified ? quote : `${quote}\n${t('unverified')}`}
                onClick={() => openSource(citation, turn.id, id)}
                className="flex w-full items-baseline gap-2 rounded-md px-2 py-0.5 text-left text-sm hover:bg-hover"
              >
                <span aria-hidden="true" className="w-4 shrink-0 text-right font-semibold text-busy text-xs">
                  {n}
                </span>
                <span className="sr-only">{t('sourceNumber', { n })} </span>
                <span className="truncate">{title}</span>
                <span className="shrink-0 text-muted text-xs">{t('page', { page })}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
