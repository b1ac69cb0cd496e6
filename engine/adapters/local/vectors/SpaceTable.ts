import type { Table, VectorQuery } from '@lancedb/lancedb';
import type { Table as ArrowTable } from 'apache-arrow';
import { AppError } from '../../../../shared/errors/AppError.ts';
import type { VectorHit } from '../../../ports/VectorStore.ts';
import { type AnnSearch, annSearches, ensureAnnIndex, ensureScalarIndexes, hasAnnIndex, reachesRecall } from './tableIndexes.ts';
import { dimensionsOf, inLibrary, texts } from './vectorRows.ts';

/** Up to this many candidates are compared one by one, also where there is an index: some 20 ms, and nothing is missed. */
const exactRows = 25_000;
/** How an index from an earlier run is searched until it was measured. */
const untested = annSearches.at(-2)!;
/** So many of the last questions are kept, and this many new ones are a test of the index. */
const keptQuestions = 24;
const testQuestions = 8;
/** Every write makes a file and a version; after this many they are put together. */
const writesBeforeCompaction = 128;
/** The index is looked at again when the table has grown or shrunk by more than this. */
const changedShare = 0.2;
/** Counts are kept for conditions of at most this many characters: those that name a library and little else. */
const longestKept = 200;
/** Versions younger than this may still be read by a search that is under way. */
const keepVersionsMs = 60_000;

interface StoredHit extends VectorHit {
  libraryId: string;
}

/** One space's table: searches run at any time, writes one after another. */
export class SpaceTable {
  readonly dimensions: number;
  readonly #table: Table;
  /** How the index is searched; null without one. */
  #ann: AnnSearch | null;
  #writes = 0;
  /** Writes when it was optimized last; −1: not since it was opened. */
  #optimizedWrites = -1;
  /** Size of the table when the index's recall was last measured. */
  #measuredRows = 0;
  #writesDone = 0;
  /** Rows that fulfil a condition, since the last write. */
  readonly #counts = new Map<string, number>();
  /** The last questions the index answered, newest last, and how many of them it was not tested with. */
  readonly #asked: Float32Array[] = [];
  #untestedQuestions = 0;
  /** When versions that the last compaction replaced may be removed; null where there are none. */
  #staleUntil: number | null = null;
  #lastWrite: Promise<unknown> = Promise.resolve();
  #lastTending: Promise<unknown> = Promise.resolve();
  /** LanceDB refuses an index over files that a compaction replaced meanwhile. */
  #indexing = false;

  private constructor(table: Table, dimensions: number, indexed: boolean) {
    this.#table = table;
    this.dimensions = dimensions;
    this.#ann = indexed ? untested : null;
  }

  static async over(table: Table): Promise<SpaceTable> {
    return new SpaceTable(table, dimensionsOf(await table.schema()), await hasAnnIndex(table));
  }

  /** Runs a write when the ones before it are done, whether they succeeded or not. */
  write(work: (table: Table) => Promise<unknown>): Promise<void> {
    const done = this.#next(() => work(this.#table));
    this.#writes += 1;
    // A failed compaction costs speed, not data; `optimize` reports it.
    if (this.#writes % writesBeforeCompaction === 0 && !this.#indexing) this.#next(() => this.#compact()).catch(() => undefined);
    return done;
  }

  rows(where: string, columns: string[]): Promise<ArrowTable> {
    return this.#table.query().where(where).select(columns).toArrow();
  }

  /** Of all rows, or of those that fulfil a condition. */
  async count(where = ''): Promise<number> {
    const known = this.#counts.get(where);
    if (known !== undefined) return known;
    const writesDone = this.#writesDone;
    const count = await this.#table.countRows(where === '' ? undefined : where);
    if (where.length < longestKept && writesDone === this.#writesDone) this.#counts.set(where, count);
    return count;
  }

  /** The `k` nearest to a unit vector in a library, score descending, ties by id. */
  async searchLibrary(unit: Float32Array, k: number, libraryId: string): Promise<VectorHit[]> {
    const where = inLibrary(libraryId);
    if ((await this.count(where)) === (await this.count())) {
      // A condition that all rows fulfil doubles the time. What another library has written since shows in the hits.
      const hits = await this.#find(unit, k);
      if (hits.every((hit) => hit.libraryId === libraryId)) return hits.map(toHit);
    }
    return await this.search(unit, k, where);
  }

  /** The `k` nearest to a unit vector among the rows that fulfil `where`, score descending, ties by id. */
  async search(unit: Float32Array, k: number, where: string): Promise<VectorHit[]> {
    return (await this.#find(unit, k, where)).map(toHit);
  }

  /**
   * Compacts, sees to the indexes the size asks for, and tests the vector index with what was asked since. Writes wait for the compaction
   * only: an index over a million vectors takes minutes.
   */
  optimize(): Promise<void> {
    const done = this.#lastTending.then(() => this.#tend());
    this.#lastTending = done.catch(() => undefined);
    return done;
  }

  async #tend(): Promise<void> {
    const writes = this.#writes;
    const written = writes !== this.#optimizedWrites;
    if (written || (this.#staleUntil !== null && Date.now() >= this.#staleUntil)) {
      await this.#next(() => this.#compact());
      this.#staleUntil = written ? Date.now() + keepVersionsMs : null;
    }
    this.#indexing = true;
    try {
      const rows = await this.#table.countRows();
      if (written) await ensureScalarIndexes(this.#table, rows);
      if (rows > exactRows && (await this.#needsNewIndex(rows))) {
        this.#ann = await ensureAnnIndex(this.#table, rows, this.#asked);
        this.#measuredRows = rows;
      }
    } catch (error) {
      throwTyped(error);
    } finally {
      this.#indexing = false;
    }
    this.#optimizedWrites = writes;
  }

  /** Where the table has grown or shrunk much since it was measured, or the questions asked since then find too little. */
  async #needsNewIndex(rows: number): Promise<boolean> {
    if (Math.abs(rows - this.#measuredRows) > changedShare * this.#measuredRows) return true;
    if (!this.#ann || this.#untestedQuestions < testQuestions) return false;
    this.#untestedQuestions = 0;
    return !(await reachesRecall(this.#table, this.#asked.slice(-testQuestions), this.#ann));
  }

  async #find(unit: Float32Array, k: number, where?: string): Promise<StoredHit[]> {
    const candidates = await this.count(where);
    const wanted = Math.min(k, candidates);
    if (wanted < 1) return [];
    const ann = this.#ann;
    if (ann && candidates > exactRows) {
      this.#remember(unit);
      const hits = await this.#nearest(unit, wanted, where, (query) =>
        query.nprobes(ann.probes).refineFactor(Math.max(2, Math.ceil(ann.refined / wanted))),
      );
      if (hits.length === wanted) return hits;
    }
    return await this.#nearest(unit, wanted, where, (query) => query.bypassVectorIndex());
  }

  #remember(unit: Float32Array): void {
    if (this.#asked.push(unit) > keptQuestions) this.#asked.shift();
    this.#untestedQuestions += 1;
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

  async #nearest(
    unit: Float32Array,
    k: number,
    where: string | undefined,
    how: (query: VectorQuery) => VectorQuery,
  ): Promise<StoredHit[]> {
    // A few more than asked for, and more still while ties reach beyond them: ids decide who stays.
    for (let limit = k + 8; ; limit *= 2) {
      const all = this.#table.query().nearestTo(unit).column('vector').distanceType('dot');
      const query = where === undefined ? all : all.where(where);
      const result = await how(query).select(['id', 'document_id', 'library_id', '_distance']).limit(limit).toArrow();
      const distances = result.getChild('_distance')!.toArray() as Float32Array;
      const undecided = result.numRows === limit && distances[k - 1] === distances[limit - 1];
      if (undecided) continue;
      const documentIds = texts(result, 'document_id');
      const libraryIds = texts(result, 'library_id');
      // LanceDB's dot distance is 1 − dot product.
      const hits = texts(result, 'id').map((id, at) => ({
        id,
        documentId: documentIds[at]!,
        libraryId: libraryIds[at]!,
        score: Math.min(1, Math.max(-1, 1 - distances[at]!)),
      }));
      return hits.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, k);
    }
  }

  async #compact(): Promise<void> {
    await this.#table.optimize({ cleanupOlderThan: new Date(Date.now() - keepVersionsMs) });
  }
}

const toHit = ({ id, documentId, score }: StoredHit): VectorHit => ({ id, documentId, score });

function throwTyped(error: unknown): never {
  if (error instanceof Error && /No space left on device|os error 28\b/.test(error.message)) {
    throw new AppError('disk_full', { cause: error });
  }
  throw error;
}
