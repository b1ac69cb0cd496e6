import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ContextMenu } from '../../components/ui/Menu.tsx';
import { gridOf, moveEdge, sortBy, useColumns } from './columns.ts';
import { DocumentRow, rowElementId, rowHeight } from './DocumentRow.tsx';
import { selectionMenu } from './documentMenu.ts';
import { useLibraryView } from './libraryView.ts';
import { keepTo, selectNone, selectOnly, useSelection } from './selection.ts';
import { headerElementId, TableHeader } from './TableHeader.tsx';
import { onRowKey } from './tableKeys.ts';
import type { ColumnId } from './visible.ts';

const headerHeight = 28;
/** One step of a column's width by keyboard. */
const widthStep = 16;
export const tableElementId = 'papers';
/** Where the table was scrolled to when another place took its room. */
let leftAt = 0;

/** The papers as a grid: one stop for Tab, inside it the arrow keys; only the rows in sight are in the page. */
export function DocumentTable({ order }: { order: readonly string[] }) {
  const { t } = useTranslation('library');
  const columns = useColumns((state) => state.columns);
  const shown = useMemo(() => columns.filter((one) => one.shown), [columns]);
  const shownIds = useMemo(() => shown.map(({ id }) => id), [shown]);
  const current = useSelection((state) => state.current);
  const [header, setHeader] = useState<ColumnId | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const at = useMemo(() => (current === null ? -1 : order.indexOf(current)), [current, order]);
  const rows = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => order[index] as string,
    overscan: 12,
    scrollMargin: headerHeight,
    initialOffset: leftAt,
    onChange: (rows) => {
      leftAt = rows.scrollOffset ?? 0;
    },
    scrollPaddingStart: headerHeight,
    // The current row is always there: the grid names it to screen readers.
    rangeExtractor: (range) => {
      const inSight = defaultRangeExtractor(range);
      return at < 0 || inSight.includes(at) ? inSight : [...inSight, at].sort((a, b) => a - b);
    },
  });
  useKeptSelection(order);
  useTopOnChange(scroller);

  const onHeaderKey = (event: KeyboardEvent, column: ColumnId): boolean => {
    const place = shownIds.indexOf(column);
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const beside = step === undefined ? undefined : shownIds[place + step];
    const next = shownIds[place + 1];
    if (step !== undefined && event.shiftKey) {
      if (next) moveEdge(column, next, step * widthStep);
    } else if (step !== undefined) setHeader(beside ?? column);
    else if (event.key === 'Enter' || event.key === ' ') sortBy(column);
    else if (event.key === 'ArrowDown' || event.key === 'Escape') setHeader(null);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const toHeader = () => setHeader(shownIds[0] ?? null);
    const rowsInSight = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - headerHeight) / rowHeight) - 1);
    const taken = header !== null ? onHeaderKey(event, header) : onRowKey(event, { order, rowsInSight, toHeader });
    if (!taken) return;
    event.preventDefault();
    const now = useSelection.getState().current;
    const index = now === null ? -1 : order.indexOf(now);
    if (index >= 0 && header === null) rows.scrollToIndex(index);
  };
  const active = header !== null ? headerElementId(header) : at >= 0 ? rowElementId(order[at] as string) : undefined;
  return (
    <ContextMenu items={selectionMenu}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table's own elements cannot be virtual rows */}
      <div
        ref={scroller}
        id={tableElementId}
        role="grid"
        aria-label={t('table')}
        aria-rowcount={order.length + 1}
        aria-colcount={shown.length}
        aria-multiselectable="true"
        aria-activedescendant={active}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onMouseDown={() => setHeader(null)}
        onFocus={() => {
          if (useSelection.getState().current === null && order[0]) selectOnly(order[0]);
        }}
        onBlur={() => setHeader(null)}
        onClick={(event) => event.target === event.currentTarget && selectNone()}
        style={{ '--columns': gridOf(shown) } as Record<string, string>}
        className="group/grid min-h-0 flex-1 overflow-auto outline-none"
      >
        <TableHeader shown={shown} current={header} />
        <div role="presentation" className="relative min-w-full" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, key, start }) => (
            <DocumentRow
              key={key}
              id={order[index] as string}
              index={index}
              top={start - headerHeight}
              shown={shownIds}
              order={order}
            />
          ))}
        </div>
      </div>
    </ContextMenu>
  );
}

/** What is not shown is not chosen; after a removal the next row is. */
function useKeptSelection(order: readonly string[]): void {
  const view = useLibraryView();
  const before = useRef({ order, view });
  useEffect(() => {
    keepTo(order, before.current.view === view ? before.current.order : []);
    before.current = { order, view };
  }, [order, view]);
}

/** Other rows begin at the top. */
function useTopOnChange(scroller: RefObject<HTMLElement | null>): void {
  const view = useLibraryView();
  const sort = useColumns((state) => state.sort);
  const before = useRef({ view, sort });
  useLayoutEffect(() => {
    if (before.current.view !== view || before.current.sort !== sort) scroller.current?.scrollTo({ top: 0 });
    before.current = { view, sort };
  }, [scroller, view, sort]);
}
