import type BetterSqlite3 from 'better-sqlite3';
import type { LexicalEntry } from '../../../ports/LexicalIndex.ts';
import { PostingsWriter } from './postings.ts';
import { readVarints, VarintWriter } from './varint.ts';

/** Blocks of one segment are small: a segment is what a document's chunks of one call give. */
const oneBlock = Number.POSITIVE_INFINITY;

/**
 * Adds entries of a revision as one segment, inside the caller's transaction. Returns whether search already shows the revision.
 * A revision that is gone is left alone: nobody could ever see it.
 */
export function writeSegment(
  raw: BetterSqlite3.Database,
  libraryId: string,
  documentId: string,
  revisionId: string,
  entries: LexicalEntry[],
): boolean {
  const revision = raw
    .prepare<[string, string], { active: number }>(
      `select documents.active_revision_id is revisions.id as active
       from revisions join documents on documents.id = revisions.document_id
       where revisions.id = ? and revisions.library_id = ?`,
    )
    .get(revisionId, libraryId);
  if (!revision) return false;
  // The last of several entries of a chunk counts.
  const terms = new Map(entries.map((entry) => [entry.chunkId, entry.terms]));
  const { number, base } = takeOrdinals(raw, libraryId, terms.size);
  forgetReplaced(raw, revisionId, terms);
  const lengths = new VarintWriter();
  for (const list of terms.values()) lengths.write(list.length + 1);
  raw
    .prepare(
      `insert into lexical_segments (library, base, count, document_id, revision_id, chunk_ids, lengths)
       values (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(number, base, terms.size, documentId, revisionId, JSON.stringify([...terms.keys()]), lengths.bytes());
  const insert = raw.prepare('insert into lexical_postings (library, term, base, data) values (?, ?, ?, ?)');
  // In the order of the key, so that neighbours land on the same pages.
  for (const [term, postings] of [...postingsOf(terms.values(), base)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const block of postings.finish()) insert.run(number, term, block.base, block.data);
  }
  return revision.active === 1;
}

function takeOrdinals(raw: BetterSqlite3.Database, libraryId: string, count: number): { number: number; base: number } {
  const row = raw
    .prepare<[string, number], { number: number; next_ordinal: number }>(
      `insert into lexical_libraries (library_id, next_ordinal) values (?, ?)
       on conflict (library_id) do update set next_ordinal = next_ordinal + excluded.next_ordinal
       returning number, next_ordinal`,
    )
    .get(libraryId, count)!;
  return { number: row.number, base: row.next_ordinal - count };
}

/** Marks earlier entries of the same chunks as replaced. */
function forgetReplaced(raw: BetterSqlite3.Database, revisionId: string, terms: ReadonlyMap<string, unknown>): void {
  const segments = raw
    .prepare<[string], { library: number; base: number; chunk_ids: string; lengths: Uint8Array }>(
      'select library, base, chunk_ids, lengths from lexical_segments where revision_id = ?',
    )
    .all(revisionId);
  for (const { library, base, chunk_ids, lengths } of segments) {
    const ids = JSON.parse(chunk_ids) as string[];
    if (!ids.some((id) => terms.has(id))) continue;
    const kept = new VarintWriter();
    readVarints(lengths).forEach((value, at) => {
      kept.write(terms.has(ids[at]!) ? 0 : value);
    });
    raw.prepare('update lexical_segments set lengths = ? where library = ? and base = ?').run(kept.bytes(), library, base);
  }
}

function postingsOf(entries: Iterable<string[]>, base: number): Map<string, PostingsWriter> {
  const postings = new Map<string, PostingsWriter>();
  let ordinal = base;
  for (const terms of entries) {
    const counts = new Map<string, number>();
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    for (const [term, tf] of counts) {
      let writer = postings.get(term);
      if (!writer) {
        writer = new PostingsWriter(oneBlock);
        postings.set(term, writer);
      }
      writer.add(ordinal, tf);
    }
    ordinal += 1;
  }
  return postings;
}
