import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Matrix, MatrixCell } from '../../../../shared/domain/matrix.ts';
import { ContextMenu } from '../../components/ui/Menu.tsx';
import { openCitation, openDocument } from '../reader/openDocument.ts';
import { cellMenu } from './cellMenu.ts';
import { GridPart } from './GridPart.tsx';
import { AnswerCell, PaperCell, QuestionCell, spotId } from './gridCells.tsx';
import { cellKey, type Spot, setSpot, useMatrices } from './matricesStore.ts';
import { editQuestion } from './matrixActions.ts';

const paperWidth = 200;
const columnWidth = 260;
const rowHeight = 108;
const headHeight = 44;

interface Props {
  matrix: Matrix;
  running: boolean;
  cells: ReadonlyMap<string, MatrixCell>;
  busy: boolean;
  stale: ReadonlySet<MatrixCell>;
  spot: Spot;
}

/** Papers down, questions across: one stop for Tab, inside it the arrow keys; only the cells in sight are in the page. */
export function MatrixGrid({ matrix, running, cells, busy, stale, spot }: Props) {
  const { t } = useTranslation('matrices');
  const { documentIds, columns } = matrix;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: documentIds.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  });
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => columnWidth,
    overscan: 2,
    scrollMargin: paperWidth,
    scrollPaddingStart: paperWidth,
  });
  useEffect(() => {
    const { spot } = useMatrices.getState();
    if (spot.row > 0) rows.scrollToIndex(spot.row);
    if (spot.column > 0) across.scrollToIndex(spot.column);
    // Back from the reader, nobody has the focus.
    if (document.activeElement === document.body) scroller.current?.focus();
  }, [rows, across]);

  const at = { row: Math.min(spot.row, documentIds.length - 1), column: Math.min(spot.column, columns.length - 1) };
  const moveTo = (to: Spot) => {
    const row = Math.max(-1, Math.min(documentIds.length - 1, to.row));
    const column = Math.max(-1, Math.min(columns.length - 1, to.column));
    setSpot({ row, column });
    if (row >= 0) rows.scrollToIndex(row);
    if (column >= 0) across.scrollToIndex(column);
  };
  const open = ({ row, column }: Spot) => {
    const paper = documentIds[row];
    const asked = columns[column];
    const [citation] = (paper && asked && cells.get(cellKey(paper, asked.id))?.citations) || [];
    if (citation) openCitation(citation);
    else if (paper) openDocument(paper);
    else if (asked) void editQuestion(matrix, asked);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - headHeight) / rowHeight) - 1);
    const ends = event.ctrlKey || event.metaKey;
    const to: Record<string, Spot> = {
      ArrowDown: { ...at, row: at.row + 1 },
      ArrowUp: { ...at, row: at.row - 1 },
      ArrowRight: { ...at, column: at.column + 1 },
      ArrowLeft: { ...at, column: at.column - 1 },
      PageDown: { ...at, row: at.row + page },
      PageUp: { ...at, row: at.row - page },
      Home: { row: ends ? 0 : at.row, column: 0 },
      End: { row: ends ? documentIds.length - 1 : at.row, column: columns.length - 1 },
    };
    const target = to[event.key];
    if (target) moveTo(target);
    else if (event.key === 'Enter') open(at);
    else return;
    event.preventDefault();
  };
  const cellsAcross = across.getVirtualItems();
  const choose = (place: Spot) => ({
    chosen: place.row === at.row && place.column === at.column,
    onChoose: () => setSpot(place),
  });
  return (
    <ContextMenu items={() => cellMenu(matrix, at, running)}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table's own elements cannot be virtual rows */}
      <div
        ref={scroller}
        role="grid"
        aria-label={matrix.title}
        aria-busy={busy || running}
        aria-rowcount={documentIds.length + 1}
        aria-colcount={columns.length + 1}
        aria-activedescendant={spotId(at)}
        tabIndex={0}
        onKeyDown={onKeyDown}
        className="group/grid min-h-0 flex-1 overflow-auto outline-none"
      >
        <div role="presentation" style={{ width: paperWidth + across.getTotalSize(), height: headHeight + rows.getTotalSize() }}>
          <GridPart role="row" aria-rowindex={1} className="sticky top-0 z-20 flex bg-panel" style={{ height: headHeight }}>
            <GridPart
              role="columnheader"
              aria-colindex={1}
              id={spotId({ row: -1, column: -1 })}
              className="sticky left-0 z-10 flex items-center border-r border-b bg-panel px-3 font-medium text-muted text-xs"
              style={{ width: paperWidth }}
            >
              {t('paper')}
            </GridPart>
            <div role="presentation" className="relative">
              {cellsAcross.map(({ index, start }) => (
                <QuestionCell
                  key={columns[index]!.id}
                  spot={{ row: -1, column: index }}
                  question={columns[index]!.question}
                  left={start - paperWidth}
                  width={columnWidth}
                  height={headHeight}
                  {...choose({ row: -1, column: index })}
                />
              ))}
            </div>
          </GridPart>
          <div role="presentation" className="relative" style={{ height: rows.getTotalSize() }}>
            {rows.getVirtualItems().map(({ index: row, start }) => {
              const documentId = documentIds[row]!;
              return (
                <GridPart
                  key={documentId}
                  role="row"
                  aria-rowindex={row + 2}
                  className="absolute flex w-full"
                  style={{ top: start - headHeight, height: rowHeight }}
                >
                  <PaperCell
                    spot={{ row, column: -1 }}
                    documentId={documentId}
                    width={paperWidth}
                    {...choose({ row, column: -1 })}
                    onOpen={() => openDocument(documentId)}
                  />
                  <div role="presentation" className="relative">
                    {cellsAcross.map(({ index: column, start: left }) => {
                      const cell = cells.get(cellKey(documentId, columns[column]!.id));
                      return (
                        <AnswerCell
                          key={columns[column]!.id}
                          spot={{ row, column }}
                          cell={cell}
                          running={running || busy}
                          stale={cell !== undefined && stale.has(cell)}
                          left={left - paperWidth}
                          width={columnWidth}
                          {...choose({ row, column })}
                        />
                      );
                    })}
                  </div>
                </GridPart>
              );
            })}
          </div>
        </div>
      </div>
    </ContextMenu>
  );
}
