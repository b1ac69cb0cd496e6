import { Tooltip } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import type { Citation } from '../../../../shared/domain/passage.ts';
import { openSource } from './openSource.ts';

/** The number of a source, in the text. Hover and focus show what it says, a click opens the page. */
export function CitationButton({ id, turnId, citation }: { id: string; turnId: string; citation: Citation }) {
  const { t } = useTranslation('chat');
  const { n, title, page } = citation;
  return (
    <Tooltip.Root delayDuration={200}>
      <Tooltip.Trigger asChild>
        <button
          id={id}
          type="button"
          data-citation={`${turnId} ${n}`}
          aria-label={t('source', { n, title, page })}
          onClick={() => openSource(citation, turnId, id)}
          className="mx-0.5 inline-flex h-[1.35em] min-w-[1.35em] items-center justify-center rounded bg-busy-ground px-1 align-[0.06em] font-semibold text-[0.8em] text-busy leading-none hover:bg-accent hover:text-on-accent"
        >
          {n}
        </button>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          sideOffset={5}
          collisionPadding={8}
          className="z-50 max-w-80 rounded-lg border border-line bg-raised p-3 text-sm shadow-float"
        >
          <q className="line-clamp-6">{citation.quote}</q>
          <p className="mt-1.5 text-muted text-xs">{t('titleAndPage', { title, page })}</p>
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
