import { AppError } from '../../../shared/errors/AppError.ts';
import type { RequestContext } from '../../context.ts';
import type { VectorHit, VectorRow, VectorSpace, VectorStore } from '../../ports/VectorStore.ts';
import { unitVector } from '../../search/unitVector.ts';

interface StoredSpace {
  dimensions: number;
  /** Library → chunk id → row. */
  rows: Map<string, Map<string, VectorRow>>;
}

/** Reference implementation: compares with every vector. */
export class MemoryVectorStore implements VectorStore {
  readonly #spaces = new Map<string, StoredSpace>();

  async ensureSpace(_ctx: RequestContext, space: VectorSpace): Promise<void> {
    const existing = this.#spaces.get(space.id);
    if (!existing) this.#spaces.set(space.id, { dimensions: space.dimensions, rows: new Map() });
    else if (existing.dimensions !== space.dimensions) throw new AppError('vector_dimension');
  }

  async upsert(ctx: RequestContext, spaceId: string, rows: VectorRow[]): Promise<void> {
    const { dimensions } = this.#space(spaceId);
    const units = rows.map((row) => ({ ...row, vector: Float32Array.from(unitVector(row.vector, dimensions)) }));
    const stored = this.#rows(ctx, spaceId);
    for (const row of units) stored.set(row.id, row);
  }

  async byKeys(ctx: RequestContext, spaceId: string, keys: string[]): Promise<Map<string, Float32Array>> {
    const wanted = new Set(keys);
    const found = new Map<string, Float32Array>();
    for (const { key, vector } of this.#rows(ctx, spaceId).values())
      if (wanted.has(key)) found.set(key, Float32Array.from(vector));
    return found;
  }

  async existing(ctx: RequestContext, spaceId: string, ids: string[]): Promise<Set<string>> {
    const rows = this.#rows(ctx, spaceId);
    return new Set(ids.filter((id) => rows.has(id)));
  }

  async search(
    ctx: RequestContext,
    spaceId: string,
    vector: Float32Array,
    options: { k: number; documentIds?: string[] },
  ): Promise<VectorHit[]> {
    const unit = unitVector(vector, this.#space(spaceId).dimensions);
    const only = options.documentIds && new Set(options.documentIds);
    const hits: VectorHit[] = [];
    for (const row of this.#rows(ctx, spaceId).values()) {
      if (only && !only.has(row.documentId)) continue;
      const dot = row.vector.reduce((sum, value, i) => sum + value * unit[i]!, 0);
      hits.push({ id: row.id, documentId: row.documentId, score: Math.min(1, Math.max(-1, dot)) });
    }
    return hits.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, options.k);
  }

  async removeDocument(ctx: RequestContext, spaceId: string, documentId: string): Promise<void> {
    const rows = this.#rows(ctx, spaceId);
    for (const row of rows.values()) if (row.documentId === documentId) rows.delete(row.id);
  }

  async removeChunks(ctx: RequestContext, spaceId: string, ids: string[]): Promise<void> {
    const rows = this.#rows(ctx, spaceId);
    for (const id of ids) rows.delete(id);
  }

  async count(ctx: RequestContext, spaceId: string): Promise<number> {
    return this.#rows(ctx, spaceId).size;
  }

  async spaces(): Promise<string[]> {
    return [...this.#spaces.keys()];
  }

  async optimize(_ctx: RequestContext, spaceId: string): Promise<void> {
    this.#space(spaceId);
  }

  #space(spaceId: string): StoredSpace {
    const space = this.#spaces.get(spaceId);
    if (!space) throw new AppError('vector_index_missing', { data: { space: spaceId } });
    return space;
  }

  #rows(ctx: RequestContext, spaceId: string): Map<string, VectorRow> {
    const { rows } = this.#space(spaceId);
    const own = rows.get(ctx.libraryId) ?? new Map<string, VectorRow>();
    rows.set(ctx.libraryId, own);
    return own;
  }
}
