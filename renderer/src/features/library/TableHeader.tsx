import { ArrowDown, ArrowUp } from 'lucide-react';
import { type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '../../components/ui/cn.ts';
import { ContextMenu } from '../../components/ui/Menu.tsx';
import { columnMenu } from './columnMenu.ts';
import { type Column, moveColumn, moveEdge, sortBy, useColumns } from './columns.ts';
import type { ColumnId } from './visible.ts';

const dragType = 'application/x-hub-column';
export const headerElementId = (id: ColumnId) => `column-${id}`;

/** The columns' names: a click sorts, an edge is dragged for the width, a name to another place. `current`: where the keyboard is. */
export function TableHeader({ shown, current }: { shown: readonly Column[]; current: ColumnId | null }) {
  return (
    <ContextMenu items={columnMenu}>
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus */}
      {/* biome-ignore lint/a11y/useSemanticElements: a table's own elements cannot be virtual rows */}
      <div
        role="row"
        aria-rowindex={1}
        className="sticky top-0 z-10 grid h-7 min-w-full items-stretch border-b bg-panel px-1 [grid-template-columns:var(--columns)]"
      >
        {shown.map((column, at) => (
          <Header key={column.id} column={column} next={shown[at + 1]} current={current === column.id} />
        ))}
      </div>
    </ContextMenu>
  );
}

function Header({ column, next, current }: { column: Column; next: Column | undefined; current: boolean }) {
  const { t } = useTranslation('library');
  const sort = useColumns((state) => state.sort);
  const { id } = column;
  const sorted = sort.column === id;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys
    // biome-ignore lint/a11y/useSemanticElements: a table's own elements cannot be virtual rows
    <div
      role="columnheader"
      id={headerElementId(id)}
      aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
      draggable
      onDragStart={(event) => event.dataTransfer.setData(dragType, id)}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(dragType)) event.preventDefault();
      }}
      onDrop={(event) => {
        const moved = event.dataTransfer.getData(dragType) as ColumnId;
        if (!moved) return;
        event.stopPropagation();
        event.preventDefault();
        moveColumn(moved, id);
      }}
      onClick={() => sortBy(id)}
      className={cn(
        'relative flex min-w-0 items-center gap-1 rounded-sm px-2 text-muted text-xs hover:text-ink',
        sorted && 'font-medium text-ink',
        current &&
          'group-focus-visible/grid:outline-2 group-focus-visible/grid:outline-accent group-focus-visible/grid:-outline-offset-2',
      )}
    >
      <span className="truncate">{t(`columns.${id}`)}</span>
      {sorted && <Arrow size={12} aria-hidden="true" className="shrink-0" />}
      {next && <Edge left={id} right={next.id} />}
    </div>
  );
}

/** Drags the edge between two columns. */
function Edge({ left, right }: { left: ColumnId; right: ColumnId }) {
  const from = useRef(0);
  const move = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    moveEdge(left, right, event.clientX - from.current);
    from.current = event.clientX;
  };
  return (
    <span
      aria-hidden="true"
      data-edge={left}
      className="absolute inset-y-0 -right-1 z-10 w-2 cursor-col-resize touch-none after:absolute after:inset-y-1.5 after:left-1 after:w-px after:bg-line hover:after:bg-accent"
      onClick={(event) => event.stopPropagation()}
      // Else the header would be dragged.
      onMouseDown={(event) => event.preventDefault()}
      onPointerDown={(event) => {
        from.current = event.clientX;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={move}
    />
  );
}
