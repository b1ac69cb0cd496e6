import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { type ColumnId, columnIds, type Sort } from './visible.ts';

export interface Column {
  id: ColumnId;
  shown: boolean;
  /** In CSS pixels; the title takes what the others leave, and at least this. */
  width: number;
}

interface Columns {
  columns: readonly Column[];
  sort: Sort;
}

const widths: Record<ColumnId, number> = { title: 260, authors: 190, year: 62, pages: 62, status: 132, added: 104, file: 170 };
/** What a column gives way to where the pane is narrow. */
const least: Record<ColumnId, number> = { title: 260, authors: 64, year: 54, pages: 60, status: 80, added: 76, file: 80 };
const leastWidth = 48;
const first: Column[] = columnIds.map((id) => ({ id, shown: id !== 'file', width: widths[id] }));

/** The table's columns in their order, and what it is sorted by; remembered. */
export const useColumns = create<Columns>()(
  persist((): Columns => ({ columns: first, sort: { column: 'added', descending: true } }), {
    name: 'columns',
    // A column this version has and that one did not comes at the end.
    merge: (kept, now) => {
      const { columns = [], sort } = (kept ?? {}) as Partial<Columns>;
      const known = columns.filter(({ id }) => columnIds.includes(id));
      const missing = first.filter(({ id }) => !known.some((one) => one.id === id));
      return { ...now, ...(sort && columnIds.includes(sort.column) ? { sort } : {}), columns: [...known, ...missing] };
    },
  }),
);
const { setState } = useColumns;

/** What a first click on a column's header gives. */
const descendingFirst: readonly ColumnId[] = ['added', 'year', 'pages'];

export function sortBy(column: ColumnId): void {
  setState(({ sort }) => ({
    sort: { column, descending: sort.column === column ? !sort.descending : descendingFirst.includes(column) },
  }));
}

export function showColumn(id: ColumnId, shown: boolean): void {
  change(id, { shown });
}

/** Moves a column to the place of another one. */
export function moveColumn(id: ColumnId, to: ColumnId): void {
  setState(({ columns }) => {
    const moved = columns.find((one) => one.id === id);
    const at = columns.findIndex((one) => one.id === to);
    return moved ? { columns: columns.filter((one) => one.id !== id).toSpliced(at, 0, moved) } : {};
  });
}

export function resetColumns(): void {
  setState({ columns: first });
}

/**
 * Moves the edge between a column and the next one shown. The title takes what is left, so beside it only the other one changes; the
 * edge stays under the pointer either way.
 */
export function moveEdge(left: ColumnId, right: ColumnId, by: number): void {
  setState(({ columns }) => ({
    columns: columns.map((one) => {
      if (one.id === 'title' || (one.id !== left && one.id !== right)) return one;
      return { ...one, width: Math.max(leastWidth, one.width + (one.id === left ? by : -by)) };
    }),
  }));
}

function change(id: ColumnId, change: Partial<Column>): void {
  setState(({ columns }) => ({ columns: columns.map((one) => (one.id === id ? { ...one, ...change } : one)) }));
}

/** For CSS `grid-template-columns`. */
export function gridOf(shown: readonly Column[]): string {
  return shown
    .map(({ id, width }) => (id === 'title' ? `minmax(${width}px, 1fr)` : `minmax(${Math.min(width, least[id])}px, ${width}px)`))
    .join(' ');
}
