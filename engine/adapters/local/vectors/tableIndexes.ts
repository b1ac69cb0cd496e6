import { Index, type Table } from '@lancedb/lancedb';
import { unitVector } from '../../../search/unitVector.ts';
import { texts, vectors } from './vectorRows.ts';

/** From this many rows on a lookup by id, document or key is faster with an index of its own. */
const scalarRows = 10_000;
/** An index that finds less of the true ten nearest than this is not used. */
const leastRecall = 0.95;
const sampledQueries = 24;
const annIndex = 'vector_idx';

export interface AnnSearch {
  /** Partitions of the index that are searched. */
  probes: number;
  /** How many of its candidates are compared exactly. */
  refined: number;
}

/** How thoroughly an index may be searched, quickest first: what a library needs depends on its size and on how alike its papers are. */
export const annSearches: readonly AnnSearch[] = [50, 100, 200, 400].map((probes) => ({ probes, refined: 500 }));

export async function hasAnnIndex(table: Table): Promise<boolean> {
  return (await table.listIndices()).some((index) => index.name === annIndex);
}

export async function ensureScalarIndexes(table: Table, rows: number): Promise<void> {
  if (rows < scalarRows) return;
  const existing = new Set((await table.listIndices()).flatMap((index) => index.columns));
  for (const column of ['id', 'document_id', 'key']) {
    if (!existing.has(column)) await table.createIndex(column, { config: Index.btree() });
  }
  if (!existing.has('library_id')) await table.createIndex('library_id', { config: Index.bitmap() });
}

/**
 * Sees to an IVF_RQ index over the vectors that reaches the recall asked for: keeps the one that is there while it does, else builds it
 * anew, else drops it. `asked`: questions people asked, which count as its test before any made up. Returns the quickest search of those
 * given that does, or null where there is none.
 */
export async function ensureAnnIndex(
  table: Table,
  rows: number,
  asked: readonly Float32Array[],
  searches = annSearches,
): Promise<AnnSearch | null> {
  const questions = [...asked, ...(await likelyQuestions(table, rows, sampledQueries - asked.length))];
  const kept = (await hasAnnIndex(table)) ? await quickestSearch(table, questions, searches) : null;
  if (kept) return kept;
  await table.createIndex('vector', { config: Index.ivfRq({ distanceType: 'dot' }), name: annIndex, replace: true });
  const built = await quickestSearch(table, questions, searches);
  if (!built) await table.dropIndex(annIndex);
  return built;
}

/** Whether the index still finds enough for these questions. */
export async function reachesRecall(table: Table, questions: readonly Float32Array[], search: AnnSearch): Promise<boolean> {
  return (await quickestSearch(table, questions, [search])) !== null;
}

async function quickestSearch(
  table: Table,
  questions: readonly Float32Array[],
  searches: readonly AnnSearch[],
): Promise<AnnSearch | null> {
  const truth: string[][] = [];
  for (const question of questions) truth.push(texts(await nearest(table, question).bypassVectorIndex().toArrow(), 'id'));
  for (const search of searches) {
    let found = 0;
    let all = 0;
    for (const [at, question] of questions.entries()) {
      const query = nearest(table, question).nprobes(search.probes);
      const near = new Set(texts(await query.refineFactor(Math.ceil(search.refined / sampledNearest)).toArrow(), 'id'));
      found += truth[at]!.filter((id) => near.has(id)).length;
      all += truth[at]!.length;
    }
    if (found >= leastRecall * all) return search;
  }
  return null;
}

const sampledNearest = 10;

function nearest(table: Table, question: Float32Array) {
  const query = table.query().nearestTo(question).column('vector').distanceType('dot');
  return query.select(['id', '_distance']).limit(sampledNearest);
}

/**
 * Means of three stored vectors each, drawn evenly from the table: like a question, they lie between texts and not on one of them. (Stored
 * vectors themselves are found far too easily: at 1,000,000 vectors they said .97 where questions found .86.)
 */
async function likelyQuestions(table: Table, rows: number, count: number): Promise<Float32Array[]> {
  if (count <= 0) return [];
  const drawn = 3 * count;
  const offsets = Array.from({ length: drawn }, (_, n) => Math.floor(((n + 0.5) * rows) / drawn));
  const stored = vectors(await table.takeOffsets(offsets).select(['vector']).toArrow());
  return Array.from({ length: count }, (_, n) => {
    const [first, second, third] = [stored[n]!, stored[n + count]!, stored[n + 2 * count]!];
    return unitVector(
      first.map((value, at) => value + second[at]! + third[at]!),
      first.length,
    );
  });
}
