import type { Matrix, MatrixCell } from '../../../shared/domain/matrix.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { RequestContext } from '../../context.ts';
import { storable } from '../../library/storableText.ts';
import type { CellPlace, MatrixPatch, MatrixStore, MissingCell } from '../../ports/MatrixStore.ts';
import type { MemoryDocumentStore } from './MemoryDocumentStore.ts';

interface Stored {
  matrix: Omit<Matrix, 'cellCount'>;
  cells: Map<string, MatrixCell>;
}

/** Reference implementation; everything is copied on its way in and out. */
export class MemoryMatrixStore implements MatrixStore {
  readonly #documents: MemoryDocumentStore;
  readonly #now: () => number;
  readonly #stored = new Map<string, Stored>();

  constructor(documents: MemoryDocumentStore, options: { now: () => number } = { now: Date.now }) {
    this.#documents = documents;
    this.#now = options.now;
  }

  async list(ctx: RequestContext): Promise<Matrix[]> {
    return [...this.#stored.keys()]
      .flatMap((id) => this.#find(ctx, id) ?? [])
      .map(shown)
      .sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
  }

  async get(ctx: RequestContext, id: string): Promise<Matrix | null> {
    const stored = this.#find(ctx, id);
    return stored ? shown(stored) : null;
  }

  async create(
    ctx: RequestContext,
    given: Pick<Matrix, 'id' | 'title' | 'generator' | 'documentIds' | 'columns'>,
  ): Promise<Matrix> {
    const now = this.#now();
    const own = { libraryId: ctx.libraryId, problem: null, createdAt: now, updatedAt: now };
    this.#stored.set(given.id, { matrix: { ...storable(given), ...own }, cells: new Map() });
    return await this.update(ctx, given.id, { documentIds: given.documentIds });
  }

  async update(ctx: RequestContext, id: string, patch: MatrixPatch): Promise<Matrix> {
    const { matrix, cells } = this.#require(ctx, id);
    const before = new Map(matrix.columns.map((column) => [column.id, column.question]));
    const given = Object.entries(storable(patch)).filter(([, value]) => value !== undefined);
    Object.assign(matrix, Object.fromEntries(given), { updatedAt: this.#now() });
    matrix.documentIds = [...new Set(matrix.documentIds)].filter((one) => this.#documents.stored(ctx).has(one));
    const kept = new Set(matrix.columns.filter((column) => before.get(column.id) === column.question).map((column) => column.id));
    const rows = new Set(matrix.documentIds);
    for (const [key, cell] of cells) if (!kept.has(cell.columnId) || !rows.has(cell.documentId)) cells.delete(key);
    return shown(this.#require(ctx, id));
  }

  async remove(ctx: RequestContext, id: string): Promise<void> {
    this.#require(ctx, id);
    this.#stored.delete(id);
  }

  async cells(ctx: RequestContext, id: string): Promise<MatrixCell[]> {
    return structuredClone([...(this.#find(ctx, id)?.cells.values() ?? [])]);
  }

  async missing(ctx: RequestContext, id: string, limit: number): Promise<MissingCell[]> {
    const stored = this.#find(ctx, id);
    if (!stored) return [];
    const { matrix, cells } = stored;
    const all = matrix.documentIds.flatMap((documentId) => matrix.columns.map((column) => ({ documentId, column })));
    return structuredClone(
      all.filter(({ documentId, column }) => !cells.has(keyOf({ documentId, columnId: column.id }))).slice(0, limit),
    );
  }

  async saveCell(ctx: RequestContext, id: string, cell: MatrixCell, question: string): Promise<boolean> {
    const stored = this.#find(ctx, id);
    const column = stored?.matrix.columns.find((one) => one.id === cell.columnId);
    if (!stored?.matrix.documentIds.includes(cell.documentId) || column?.question !== storable(question)) return false;
    stored.cells.set(keyOf(cell), storable(cell));
    return true;
  }

  async clearCells(ctx: RequestContext, id: string, places: CellPlace[]): Promise<void> {
    const { cells } = this.#require(ctx, id);
    for (const place of places) cells.delete(keyOf(place));
  }

  /** Without what belonged to documents that were purged meanwhile. */
  #find(ctx: RequestContext, id: string): Stored | undefined {
    const stored = this.#stored.get(id);
    if (stored?.matrix.libraryId !== ctx.libraryId) return undefined;
    const there = this.#documents.stored(ctx);
    stored.matrix.documentIds = stored.matrix.documentIds.filter((one) => there.has(one));
    for (const [key, { documentId }] of stored.cells) if (!there.has(documentId)) stored.cells.delete(key);
    return stored;
  }

  #require(ctx: RequestContext, id: string): Stored {
    const stored = this.#find(ctx, id);
    if (!stored) throw new AppError('not_found', { message: 'This matrix is not in the library.' });
    return stored;
  }
}

function shown({ matrix, cells }: Stored): Matrix {
  return structuredClone({ ...matrix, cellCount: cells.size });
}

function keyOf({ documentId, columnId }: CellPlace): string {
  return JSON.stringify([documentId, columnId]);
}
