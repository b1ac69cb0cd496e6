import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PageLedger } from '../../../../../shared/domain/inspection.ts';
import { openDocument } from '../../reader/openDocument.ts';
import { PageRow, pageRowId } from './PageRow.tsx';
import { remarksOf } from './pageFacts.ts';

const headerHeight = 28;
const rowHeight = 28;
const columns = ['page', 'source', 'characters', 'quality', 'confidence', 'seconds', 'remarks'] as const;

/** How each page was read. One stop for Tab, inside it the arrow keys; only the rows in sight are there. Enter opens the page. */
export function PageTable({ documentId, pages }: { documentId: string; pages: PageLedger[] }) {
  const { t } = useTranslation('reading');
  const [current, setCurrent] = useState(-1);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: pages.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => (pages[index] as PageLedger).page,
    overscan: 12,
    scrollMargin: headerHeight,
    scrollPaddingStart: headerHeight,
    // The current row is always there: the grid names it to screen readers.
    rangeExtractor: (range) => {
      const inSight = defaultRangeExtractor(range);
      return current < 0 || current >= pages.length || inSight.includes(current)
        ? inSight
        : [...inSight, current].sort((a, b) => a - b);
    },
  });
  const here = pages[current];
  const show = (page: number) => openDocument(documentId, { page, boxes: [] });
  const setOpened = ({ page }: PageLedger, opened: boolean) => {
    const next = new Set(open);
    if (opened) next.add(page);
    else next.delete(page);
    setOpen(next);
  };
  const moveTo = (index: number) => {
    const at = Math.max(0, Math.min(pages.length - 1, index));
    setCurrent(at);
    rows.scrollToIndex(at);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const rowsInSight = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const targets: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + rowsInSight,
      PageUp: current - rowsInSight,
      Home: 0,
      End: pages.length - 1,
    };
    const target = targets[event.key];
    if (target !== undefined) moveTo(target);
    else if (!here) return;
    else if (event.key === 'Enter') show(here.page);
    else if (event.key === ' ') setOpened(here, !open.has(here.page));
    else if (event.key === 'ArrowRight') setOpened(here, true);
    else if (event.key === 'ArrowLeft') setOpened(here, false);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table's own elements cannot be virtual rows
    <div
      ref={scroller}
      role="grid"
      aria-label={t('table')}
      aria-rowcount={pages.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={here ? pageRowId(here.page) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={() => current < 0 && setCurrent(0)}
      className="group/grid min-h-0 flex-1 overflow-auto border-t outline-none [--columns:minmax(3.5rem,1fr)_6rem_3.75rem_3.75rem_3rem_3rem_2rem]"
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus */}
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div
        role="row"
        aria-rowindex={1}
        className="sticky top-0 z-10 grid h-7 min-w-[25.5rem] items-center border-b bg-panel px-1 text-muted text-xs [grid-template-columns:var(--columns)]"
      >
        {columns.map((column) => (
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          // biome-ignore lint/a11y/useSemanticElements: as above
          <div
            key={column}
            role="columnheader"
            title={t(`columnHint.${column}`)}
            className={column === 'page' || column === 'source' ? 'px-1.5' : 'truncate px-1.5 text-right'}
          >
            {column === 'remarks' ? <span className="sr-only">{t('column.remarks')}</span> : t(`column.${column}`)}
          </div>
        ))}
      </div>
      <div role="presentation" className="relative min-w-[25.5rem]" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const page = pages[index] as PageLedger;
          return (
            <PageRow
              key={key}
              page={page}
              remarks={remarksOf(page)}
              index={index}
              top={start - headerHeight}
              current={index === current}
              open={open.has(page.page)}
              measure={rows.measureElement}
              onOpen={() => {
                setCurrent(index);
                show(page.page);
              }}
              onToggle={() => {
                setCurrent(index);
                setOpened(page, !open.has(page.page));
              }}
            />
          );
        })}
      </div>
    </div>
  );
}
