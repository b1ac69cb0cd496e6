import { type MouseEvent, memo } from 'react';
import type { Document } from '../../../../shared/domain/document.ts';
import { showSide } from '../../app/viewStore.ts';
import { Chip } from '../../components/ui/Chip.tsx';
import { cn } from '../../components/ui/cn.ts';
import { Progress } from '../../components/ui/Progress.tsx';
import { dotClass } from '../../components/ui/tagColor.ts';
import { openDocument } from '../reader/openDocument.ts';
import { statusView } from './documentStatus.ts';
import { dragPapers } from './dragPapers.ts';
import { shortDate } from './format.ts';
import { useLibrary } from './libraryStore.ts';
import { useOrganisation } from './organisation.ts';
import { extendTo, selectOnly, toggle, useSelection } from './selection.ts';
import type { ColumnId } from './visible.ts';

export const rowHeight = 32;
export const rowElementId = (id: string) => `paper-${id}`;

interface Props {
  id: string;
  index: number;
  top: number;
  shown: readonly ColumnId[];
  order: readonly string[];
}

/** One paper. It follows its own document, so a change of one paper draws one row. */
export const DocumentRow = memo(function DocumentRow({ id, index, top, shown, order }: Props) {
  const document = useLibrary((state) => state.listing.entries.get(id)?.document);
  const selected = useSelection((state) => state.ids.has(id));
  const current = useSelection((state) => state.current === id);
  if (!document) return null;
  const press = (event: MouseEvent) => {
    // A right click, or the start of a drag, on what is chosen leaves it chosen.
    if (event.button !== 0 && selected) return;
    if (event.shiftKey) extendTo(id, order);
    else if (event.ctrlKey || event.metaKey) toggle(id);
    else if (!selected) selectOnly(id);
  };
  const release = (event: MouseEvent) => {
    if (event.button === 0 && !event.shiftKey && !event.ctrlKey && !event.metaKey) selectOnly(id);
  };
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the current row (aria-activedescendant)
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys
    // biome-ignore lint/a11y/useSemanticElements: a table's own elements cannot be virtual rows
    <div
      role="row"
      id={rowElementId(id)}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-file={document.fileName}
      data-status={document.status}
      data-current={current || undefined}
      draggable={document.deletedAt === null}
      onDragStart={(event) => {
        const { ids } = useSelection.getState();
        dragPapers(event, ids.has(id) ? [...ids] : [id]);
      }}
      onMouseDown={press}
      onClick={release}
      onDoubleClick={() => document.deletedAt === null && openDocument(id)}
      style={{ transform: `translateY(${top}px)`, height: rowHeight }}
      className={cn(
        'absolute inset-x-0 top-0 grid items-center border-b px-1 [grid-template-columns:var(--columns)]',
        selected ? 'bg-chosen' : 'hover:bg-hover',
        'group-focus-visible/grid:data-current:outline-2 group-focus-visible/grid:data-current:outline-accent group-focus-visible/grid:data-current:-outline-offset-2',
      )}
    >
      {shown.map((column) => (
        <Cell key={column} column={column} document={document} />
      ))}
    </div>
  );
});

const numeric: readonly ColumnId[] = ['year', 'pages'];

function Cell({ column, document }: { column: ColumnId; document: Document }) {
  const look = cn(
    'min-w-0 truncate px-2 text-sm',
    column !== 'title' && 'text-muted',
    numeric.includes(column) && 'tabular-nums',
  );
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the row is the unit of the keyboard
    // biome-ignore lint/a11y/useSemanticElements: a table's own elements cannot be virtual rows
    <div role="gridcell" className={look} title={column === 'title' ? document.title : undefined}>
      <Content column={column} document={document} />
    </div>
  );
}

function Content({ column, document }: { column: ColumnId; document: Document }) {
  switch (column) {
    case 'title':
      return <Title document={document} />;
    case 'authors':
      return document.authors.join(', ');
    case 'year':
      return document.year;
    case 'pages':
      return document.pageCount || '';
    case 'status':
      return <Status document={document} />;
    case 'added':
      return shortDate(document.createdAt);
    case 'file':
      return document.fileName;
  }
}

function Title({ document: { title, tagIds } }: { document: Document }) {
  const tags = useOrganisation((state) => state.tags);
  const own = tagIds.length === 0 ? [] : tags.filter(({ id }) => tagIds.includes(id));
  return (
    <span className="flex items-center gap-2">
      <span className="truncate font-medium">{title}</span>
      {own.length > 0 && (
        <span
          role="img"
          aria-label={own.map(({ name }) => name).join(', ')}
          title={own.map(({ name }) => name).join(', ')}
          className="flex shrink-0 gap-0.5"
        >
          {own.slice(0, 6).map(({ id, color }) => (
            <span key={id} className={cn('size-2 rounded-full', dotClass[color])} />
          ))}
        </span>
      )}
    </span>
  );
}

function Status({ document }: { document: Document }) {
  const { label, tone, detail, progress } = statusView(document);
  if (tone !== 'busy')
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: a short way by mouse; F2 is the keyboard's
      // biome-ignore lint/a11y/useKeyWithClickEvents: as above
      <span className="flex items-center" title={document.error?.message} onClick={() => document.error && showSide('details')}>
        <Chip tone={tone}>{label}</Chip>
      </span>
    );
  return (
    <span className="flex items-center gap-2" title={detail}>
      <span className="text-busy text-xs">{label}</span>
      <Progress fraction={progress} label={`${label}: ${document.title}`} className="flex-1" />
    </span>
  );
}
