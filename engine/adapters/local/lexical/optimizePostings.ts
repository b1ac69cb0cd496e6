import { setImmediate as nextTurn } from 'node:timers/promises';
import type BetterSqlite3 from 'better-sqlite3';
import type { LibraryDatabase } from '../database.ts';
import { type OrdinalRange, type PostingsBlock, PostingsWriter, readPostings } from './postings.ts';

/** Worth a pass over the index: this many segments not merged yet, or this many entries that are gone. */
const enoughSegments = 32;
const enoughUnused = 1000;

/** Rows looked at in one transaction: some tens of milliseconds, in which nobody else can write. */
const batchRows = 4000;
/** Blocks are filled up to this and then left alone, so that a pass does not rewrite the whole index. */
const blockBytes = 16 * 1024;

interface PostingsRow extends PostingsBlock {
  term: string;
}

/**
 * Merges a library's small blocks of each term into larger ones and drops postings of entries that are gone. Works through the terms
 * in short transactions; searches between them see either form. What is added meanwhile is left for the next pass.
 */
export async function optimizePostings(database: LibraryDatabase, library: number, signal: AbortSignal): Promise<void> {
  const pass = planPass(database.reader, library);
  if (!pass) return;
  let after: { term: string; base: number } | undefined = { term: '', base: -1 };
  while (after) {
    signal.throwIfAborted();
    const from: { term: string; base: number } = after;
    after = await database.write((raw) => mergeBatch(raw, library, pass, from));
    await nextTurn();
  }
  await database.write((raw) =>
    raw
      .prepare('update lexical_libraries set optimized_ordinal = ?, optimized_unused = ? where number = ?')
      .run(pass.boundary, pass.unused, library),
  );
}

interface Pass {
  /** Postings from this ordinal on are not touched. */
  boundary: number;
  /** Ordinals below it that no segment holds, and whether many of them still have postings. */
  unused: number;
  sweep: boolean;
  ranges: OrdinalRange[];
}

function planPass(reader: BetterSqlite3.Database, library: number): Pass | null {
  const state = reader
    .prepare<[number], { next_ordinal: number; optimized_ordinal: number; optimized_unused: number }>(
      'select next_ordinal, optimized_ordinal, optimized_unused from lexical_libraries where number = ?',
    )
    .get(library)!;
  const ranges = reader
    .prepare<[number], { base: number; count: number }>(
      'select base, count from lexical_segments where library = ? order by base',
    )
    .all(library)
    .map(({ base, count }) => ({ base, count, start: 0 }));
  const fresh = ranges.filter((range) => range.base >= state.optimized_ordinal).length;
  const unused = state.next_ordinal - ranges.reduce((sum, range) => sum + range.count, 0);
  const sweep = unused - state.optimized_unused >= enoughUnused;
  if (fresh < enoughSegments && !sweep) return null;
  return { boundary: state.next_ordinal, unused: sweep ? unused : state.optimized_unused, sweep, ranges };
}

/** Merges the rows of the next batch; returns the last of their keys, or nothing at the end. */
function mergeBatch(
  raw: BetterSqlite3.Database,
  library: number,
  pass: Pass,
  after: { term: string; base: number },
): { term: string; base: number } | undefined {
  const rows = raw
    .prepare<[number, string, number], PostingsRow>(
      `select term, base, data from lexical_postings
       where library = ? and (term, base) > (?, ?) order by term, base limit ${batchRows}`,
    )
    .all(library, after.term, after.base);
  const remove = raw.prepare('delete from lexical_postings where library = ? and term = ? and base = ?');
  const insert = raw.prepare('insert into lexical_postings (library, term, base, data) values (?, ?, ?, ?)');
  for (const run of mergeableRuns(rows, pass)) {
    const merged = new PostingsWriter(blockBytes);
    readPostings(run, pass.ranges, (_position, tf, ordinal) => merged.add(ordinal, tf));
    const { term } = run[0]!;
    for (const row of run) remove.run(library, term, row.base);
    for (const block of merged.finish()) insert.run(library, term, block.base, block.data);
  }
  return rows.at(-1);
}

/** Neighbouring rows of one term that become new blocks together; blocks stay in order and never overlap. */
function mergeableRuns(rows: PostingsRow[], pass: Pass): PostingsRow[][] {
  const runs: PostingsRow[][] = [];
  let run: PostingsRow[] = [];
  for (const row of rows) {
    const mergeable = row.base < pass.boundary && (pass.sweep || row.data.length < blockBytes);
    if (run.length > 0 && (!mergeable || row.term !== run[0]!.term)) {
      runs.push(run);
      run = [];
    }
    if (mergeable) run.push(row);
  }
  if (run.length > 0) runs.push(run);
  return pass.sweep ? runs : runs.filter((rows) => rows.length > 1);
}
