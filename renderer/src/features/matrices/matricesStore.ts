import { create } from 'zustand';
import type { HubEvent } from '../../../../shared/api/events.ts';
import type { Matrix, MatrixCell, MatrixWork } from '../../../../shared/domain/matrix.ts';
import { AppError } from '../../../../shared/errors/AppError.ts';
import { perFrame } from '../../api/perFrame.ts';
import { hub } from '../../api/windowHub.ts';

export interface ShownMatrix {
  matrix: Matrix;
  work: MatrixWork;
}

/** A place in the grid; row −1 holds the questions, column −1 the papers. */
export interface Spot {
  row: number;
  column: number;
}

interface MatricesStore {
  /** Newest first; null until they were asked for. */
  items: readonly ShownMatrix[] | null;
  problem: AppError | null;
  openId: string | null;
  /** Of the open one, by `cellKey`; null until they are there. */
  cells: ReadonlyMap<string, MatrixCell> | null;
  /** Where one is in it. */
  spot: Spot;
}

export const useMatrices = create<MatricesStore>(() => ({
  items: null,
  problem: null,
  openId: null,
  cells: null,
  spot: { row: 0, column: 0 },
}));
const { getState, setState } = useMatrices;

export function cellKey(documentId: string, columnId: string): string {
  return `${documentId} ${columnId}`;
}

export function openMatrix(id: string | null): void {
  setState({ openId: id, cells: null, problem: null, spot: { row: 0, column: 0 } });
  if (id !== null) void loadOpen(id);
}

export function setSpot(spot: Spot): void {
  setState({ spot });
}

export async function loadMatrices(): Promise<void> {
  try {
    setState({ items: (await hub.request('matrices.list', {})).items, problem: null });
  } catch (error) {
    setState({ problem: AppError.from(error) });
  }
}

async function loadOpen(id: string): Promise<void> {
  try {
    const { cells, ...shown } = await hub.request('matrices.get', { id });
    keepMatrix(shown);
    if (getState().openId === id)
      setState({ cells: new Map(cells.map((cell) => [cellKey(cell.documentId, cell.columnId), cell])) });
  } catch (error) {
    if (getState().openId === id) setState({ problem: AppError.from(error) });
  }
}

/** Takes over what a matrix is now; a new one comes first. */
export function keepMatrix(shown: ShownMatrix): void {
  const items = getState().items ?? [];
  const known = items.some(({ matrix }) => matrix.id === shown.matrix.id);
  setState({ items: known ? items.map((one) => (one.matrix.id === shown.matrix.id ? shown : one)) : [shown, ...items] });
}

/** Returns the way to stop. */
export function followMatrices(): () => void {
  void loadMatrices();
  return hub.onEvent(
    perFrame<HubEvent>((events) => {
      for (const event of events) {
        if (event.type === 'matrix.changed') keepMatrix(event);
        if (event.type === 'matrix.cell') takeCell(event);
        if (event.type === 'matrix.removed') drop(event.matrixId);
      }
      const { openId } = getState();
      // Which of its cells are gone is not told.
      if (openId !== null && events.some((event) => event.type === 'matrix.changed' && event.matrix.id === openId))
        void loadOpen(openId);
    }),
  );
}

function takeCell({ matrixId, cell, cellCount, work }: Extract<HubEvent, { type: 'matrix.cell' }>): void {
  const { items, openId, cells } = getState();
  const known = items?.find(({ matrix }) => matrix.id === matrixId);
  if (known) keepMatrix({ matrix: { ...known.matrix, cellCount }, work });
  if (openId === matrixId && cells) setState({ cells: new Map(cells).set(cellKey(cell.documentId, cell.columnId), cell) });
}

function drop(id: string): void {
  const { items, openId } = getState();
  setState({
    items: items?.filter(({ matrix }) => matrix.id !== id) ?? null,
    ...(openId === id ? { openId: null, cells: null } : {}),
  });
}
