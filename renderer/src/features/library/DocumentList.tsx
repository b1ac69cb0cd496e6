import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Icon } from '../../components/Icon.tsx';
import { strings } from '../../strings.ts';
import { DocumentRow } from './DocumentRow.tsx';
import { loadMore, useLibrary } from './libraryStore.ts';

const rowHeight = 58;
/** How many rows before the end of what is loaded the next page is asked for. */
const loadAhead = 40;

/** All papers, newest first; only the rows in sight are in the page. Up, Down, Home and End move between them. */
export function DocumentList() {
  const order = useLibrary((state) => state.listing.order);
  const loading = useLibrary((state) => state.loading);
  const error = useLibrary((state) => state.error);
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const rows = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => order[index] as string,
    overscan: 8,
  });
  const shown = rows.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= order.length - loadAhead) loadMore();
  }, [lastShown, order.length]);

  const move = (event: KeyboardEvent) => {
    const target = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: order.length - 1 }[event.key];
    if (target === undefined || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    const index = Math.max(0, Math.min(order.length - 1, target));
    setCurrent(index);
    rows.scrollToIndex(index);
    // The row may have to be rendered first.
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] .row-title`)?.focus());
  };

  if (order.length === 0) {
    return (
      <div className="empty list">
        {loading === 'first' && <p className="muted">{strings.library.loading}</p>}
        {loading !== 'first' && error && (
          <p role="alert">
            {error.message} {error.action}
          </p>
        )}
        {loading !== 'first' && !error && (
          <>
            <Icon name="paper" size={40} />
            <h2>{strings.library.emptyTitle}</h2>
            <p className="muted">{strings.library.emptyText}</p>
          </>
        )}
      </div>
    );
  }
  return (
    <div className="list" ref={scroller}>
      <ul aria-label={strings.library.list} style={{ blockSize: rows.getTotalSize() }} onKeyDown={move}>
        {shown.map(({ index, key, start }) => (
          <DocumentRow
            key={key}
            id={order[index] as string}
            index={index}
            top={start}
            total={order.length}
            current={index === Math.min(current, order.length - 1)}
            onCurrent={setCurrent}
            measure={rows.measureElement}
          />
        ))}
      </ul>
    </div>
  );
}
