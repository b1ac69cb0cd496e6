import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '../../../components/ui/cn.ts';
import type { OpenPdf } from '../pdf/usePdf.ts';
import { usePageView } from '../pdf/viewState.ts';
import { Thumbnail, thumbnailWidth } from './Thumbnail.tsx';

const labelHeight = 30;

/** A list of pages; the arrow keys turn them. */
export function Thumbnails({ opened: { pages, labels } }: { opened: OpenPdf }) {
  const { t } = useTranslation('reader');
  const { page: current, surface } = usePageView();
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const heightOf = (at: number) => {
    const natural = pages[at]?.getViewport({ scale: 1 });
    return natural ? (natural.height / natural.width) * thumbnailWidth : thumbnailWidth;
  };
  const rows = useVirtualizer({
    count: pages.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => heightOf(at) + labelHeight,
    overscan: 2,
    paddingStart: 8,
  });
  useEffect(() => rows.scrollToIndex(current - 1, { align: 'auto' }), [rows, current]);

  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 1, End: pages.length }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    surface?.goToPage(to);
  };
  return (
    <div
      ref={scroller}
      role="listbox"
      tabIndex={0}
      aria-label={t('strip.pages')}
      aria-activedescendant={`${id}-${current}`}
      onKeyDown={onKeyDown}
      className="h-full overflow-y-auto"
    >
      <div className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const page = pages[index] ?? null;
          const label = labels?.[index] || String(index + 1);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys
            <div
              key={index}
              id={`${id}-${index + 1}`}
              role="option"
              tabIndex={-1}
              aria-selected={index + 1 === current}
              aria-label={t('strip.page', { label })}
              aria-setsize={pages.length}
              aria-posinset={index + 1}
              onClick={() => surface?.jumpToPage(index + 1)}
              className="absolute inset-x-0 flex flex-col items-center gap-1"
              style={{ top: start }}
            >
              <div
                className={cn('bg-white shadow-page', index + 1 === current && 'outline-2 outline-accent outline-offset-2')}
                style={{ width: thumbnailWidth, height: heightOf(index) }}
              >
                {page && <Thumbnail page={page} />}
              </div>
              <span className={cn('text-muted text-xs', index + 1 === current && 'font-medium text-accent')}>{label}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
