import { Index, type Table } from '@lancedb/lancedb';
import { texts, vectors } from './vectorRows.ts';

/** From this many rows on a lookup by id, document or key is faster with an index of its own. */
const scalarRows = 10_000;
/** An index that finds less of the true ten nearest than this is not used. */
const leastRecall = 0.95;
const sampledQueries = 32;
const annIndex = 'vector_idx';

interface AnnSearch {
  probes: number;
  refined: number;
}

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
 * anew, else drops it. Returns whether there is one to use.
 */
export async function ensureAnnIndex(table: Table, rows: number, search: AnnSearch): Promise<boolean> {
  if ((await hasAnnIndex(table)) && (await measureRecall(table, rows, search)) >= leastRecall) return true;
  await table.createIndex('vector', { config: Index.ivfRq({ distanceType: 'dot' }), name: annIndex, replace: true });
  if ((await measureRecall(table, rows, search)) >= leastRecall) return true;
  await table.dropIndex(annIndex);
  return false;
}

/** Share of the true ten nearest of stored vectors, drawn evenly from the table, that the index finds. */
async function measureRecall(table: Table, rows: number, { probes, refined }: AnnSearch): Promise<number> {
  const k = 10;
  const offsets = Array.from({ length: sampledQueries }, (_, n) => Math.floor(((n + 0.5) * rows) / sampledQueries));
  const sample = vectors(await table.takeOffsets(offsets).select(['vector']).toArrow());
  let found = 0;
  let all = 0;
  for (const vector of sample) {
    // One more, because each finds itself.
    const query = () =>
      table
        .query()
        .nearestTo(vector)
        .column('vector')
        .distanceType('dot')
        .select(['id', '_distance'])
        .limit(k + 1);
    const exact = texts(await query().bypassVectorIndex().toArrow(), 'id').slice(1);
    const near = new Set(
      texts(
        await query()
          .nprobes(probes)
          .refineFactor(Math.ceil(refined / k))
          .toArrow(),
        'id',
      ),
    );
    found += exact.filter((id) => near.has(id)).length;
    all += exact.length;
  }
  return found / all;
}
