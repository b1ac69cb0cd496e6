import type { Table, VectorQuery } from '@lancedb/lancedb';
import type { Table as ArrowTable } from 'apache-arrow';
import { AppError } from '../../../../shared/errors/AppError.ts';
import type { VectorHit } from '../../../ports/VectorStore.ts';
import { ensureAnnIndex, ensureScalarIndexes, hasAnnIndex } from './tableIndexes.ts';
import { dimensionsOf, texts } from './vectorRows.ts';

/** Up to this many candidates are compared one by one, also where there is an index: some 20 ms, and nothing is missed. */
const exactRows = 25_000;
/** Partitions of the index that are searched, and how many of its candidates are compared exactly. */
const probes = 50;
const refined = 1000;
/** Every write makes a file and a version; after this many they are put together. */
const writesBeforeCompaction = 128;
/** The index is looked at again when the table has grown or shrunk by more than this. */
const changedShare = 0.2;
/** Counts are kept for conditions of at most this many characters: those that name a library and little else. */
const longestKept = 200;
/** Versions younger than this may still be read by a search that is under way. */
const keepVersionsMs = 60_000;

/** One space's table: searches run at any time, writes one after another. */
export class SpaceTable {
  readonly dimensions: number;
  readonly #table: Table;
  #hasAnnIndex: boolean;
  #writes = 0;
  /** Writes when it was optimized last; −1: not since it was opened. */
  #optimizedWrites = -1;
  /** Size of the table when the index's recall was last measured. */
  #measuredRows = 0;
  #writesDone = 0;
  /** Rows that fulfil a condition, since the last write. */
  readonly #counts = new Map<string, number>();
  #lastWrite: Promise<unknown> = Promise.resolve();

  private constructor(table: Table, dimensions: number, indexed: boolean) {
    this.#table = table;
    this.dimensions = dimensions;
    this.#hasAnnIndex = indexed;
  }

  static async over(table: Table): Promise<SpaceTable> {
    return new SpaceTable(table, dimensionsOf(await table.schema()), await hasAnnIndex(table));
  }

  /** Runs a write when the ones before it are done, whether they succeeded or not. */
  write(work: (table: Table) => Promise<unknown>): Promise<void> {
    const done = this.#next(() => work(this.#table));
    this.#writes += 1;
    // A failed compaction costs speed, not data; `optimize` reports it.
    if (this.#writes % writesBeforeCompaction === 0) this.#next(() => this.#compact()).catch(() => undefined);
    return done;
  }

  rows(where: string, columns: string[]): Promise<ArrowTable> {
    return this.#table.query().where(where).select(columns).toArrow();
  }

  async count(where: string): Promise<number> {
    const known = this.#counts.get(where);
    if (known !== undefined) return known;
    const writesDone = this.#writesDone;
    const count = await this.#table.countRows(where);
    if (where.length < longestKept && writesDone === this.#writesDone) this.#counts.set(where, count);
    return count;
  }

  /** The `k` nearest to a unit vector among the rows that fulfil `where`, score descending, ties by id. */
  async search(unit: Float32Array, k: number, where: string): Promise<VectorHit[]> {
    const candidates = await this.count(where);
    const wanted = Math.min(k, candidates);
    if (wanted < 1) return [];
    if (this.#hasAnnIndex && candidates > exactRows) {
      const hits = await this.#nearest(unit, wanted, where, (query) =>
        query.nprobes(probes).refineFactor(Math.max(2, Math.ceil(refined / wanted))),
      );
      if (hits.length === wanted) return hits;
    }
    return await this.#nearest(unit, wanted, where, (query) => query.bypassVectorIndex());
  }

  /** Compacts, then sees to the indexes the size asks for. */
  optimize(): Promise<void> {
    return this.#next(async () => {
      const writes = this.#writes;
      if (writes === this.#optimizedWrites) return;
      await this.#compact();
      const rows = await this.#table.countRows();
      await ensureScalarIndexes(this.#table, rows);
      const sameSize = Math.abs(rows - this.#measuredRows) <= changedShare * this.#measuredRows;
      if (rows > exactRows && !sameSize) {
        this.#hasAnnIndex = await ensureAnnIndex(this.#table, rows, { probes, refined });
        this.#measuredRows = rows;
      }
      this.#optimizedWrites = writes;
    });
  }

  #next(work: () => Promise<unknown>): Promise<void> {
    const run = this.#lastWrite.then(async () => {
      await work().catch(throwTyped);
      this.#writesDone += 1;
      this.#counts.clear();
    });
    this.#lastWrite = run.catch(() => undefined);
    return run;
  }

  async #nearest(unit: Float32Array, k: number, where: string, how: (query: VectorQuery) => VectorQuery): Promise<VectorHit[]> {
    // A few more than asked for, and more still while ties reach beyond them: ids decide who stays.
    for (let limit = k + 8; ; limit *= 2) {
      const query = this.#table.query().nearestTo(unit).column('vector').distanceType('dot').where(where);
      const result = await how(query).select(['id', 'document_id', '_distance']).limit(limit).toArrow();
      const distances = result.getChild('_distance')!.toArray() as Float32Array;
      const undecided = result.numRows === limit && distances[k - 1] === distances[limit - 1];
      if (undecided) continue;
      const documentIds = texts(result, 'document_id');
      // LanceDB's dot distance is 1 − dot product.
      const hits = texts(result, 'id').map((id, at) => ({
        id,
        documentId: documentIds[at]!,
        score: Math.min(1, Math.max(-1, 1 - distances[at]!)),
      }));
      return hits.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, k);
    }
  }

  async #compact(): Promise<void> {
    await this.#table.optimize({ cleanupOlderThan: new Date(Date.now() - keepVersionsMs) });
  }
}

function throwTyped(error: unknown): never {
  if (error instanceof Error && /No space left on device|os error 28\b/.test(error.message)) {
    throw new AppError('disk_full', { cause: error });
  }
  throw error;
}
