import type BetterSqlite3 from 'better-sqlite3';
import type { RequestContext } from '../../context.ts';
import type { LexicalEntry, LexicalHit, LexicalIndex } from '../../ports/LexicalIndex.ts';
import type { LibraryDatabase } from './database.ts';
import { LexicalView, type SegmentRow } from './lexical/LexicalView.ts';
import { optimizePostings } from './lexical/optimizePostings.ts';
import type { PostingsBlock } from './lexical/postings.ts';
import { writeSegment } from './lexical/writeSegment.ts';

/**
 * Own postings in SQLite, scored here. Entries added together form a segment with a run of ordinals; each term of the segment gets
 * a row of its own, which `optimize` merges with its neighbours. What is visible is read from the documents table and kept per search generation.
 */
export class SqliteLexicalIndex implements LexicalIndex {
  readonly #database: LibraryDatabase;
  readonly #read: ReturnType<typeof prepareReads>;
  readonly #views = new Map<string, LexicalView>();

  constructor(database: LibraryDatabase) {
    this.#database = database;
    this.#read = prepareReads(database.reader);
  }

  async add(ctx: RequestContext, documentId: string, revisionId: string, entries: LexicalEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const visible = await this.#database.write((raw) => writeSegment(raw, ctx.libraryId, documentId, revisionId, entries));
    if (visible) this.#views.delete(ctx.libraryId);
  }

  async remove(ctx: RequestContext, revisionIds: string[]): Promise<void> {
    await this.#database.write((raw) =>
      raw
        .prepare(
          `delete from lexical_segments where revision_id in (select value from json_each(?))
           and library = (select number from lexical_libraries where library_id = ?)`,
        )
        .run(JSON.stringify(revisionIds), ctx.libraryId),
    );
    this.#views.delete(ctx.libraryId);
  }

  async search(ctx: RequestContext, terms: string[], options: { k: number; documentIds?: string[] }): Promise<LexicalHit[]> {
    const library = this.#read.library.get(ctx.libraryId);
    if (library === undefined || options.k < 1) return [];
    const only = options.documentIds && new Set(options.documentIds);
    const best = this.#view(ctx).search(this.#postingsOf(library, terms), options.k, only);
    const chunkIds = new Map<number, string[]>();
    const hits = best.map(({ base, offset, documentId, score }) => {
      const ids = chunkIds.get(base) ?? (JSON.parse(this.#read.chunkIds.get(library, base)!) as string[]);
      chunkIds.set(base, ids);
      return { chunkId: ids[offset]!, documentId, score };
    });
    return hits.sort((a, b) => b.score - a.score || (a.chunkId < b.chunkId ? -1 : 1)).slice(0, options.k);
  }

  async frequencies(ctx: RequestContext, terms: string[]): Promise<number[]> {
    const library = this.#read.library.get(ctx.libraryId);
    if (library === undefined) return terms.map(() => 0);
    const view = this.#view(ctx);
    return terms.map((term) => view.frequency(this.#read.postings.all(library, term)));
  }

  async optimize(ctx: RequestContext): Promise<void> {
    const library = this.#read.library.get(ctx.libraryId);
    if (library !== undefined) await optimizePostings(this.#database, library, ctx.signal);
  }

  #view(ctx: RequestContext): LexicalView {
    const generation = this.#read.generation.get(ctx.libraryId)!;
    const kept = this.#views.get(ctx.libraryId);
    if (kept?.generation === generation) return kept;
    const view = new LexicalView(generation, this.#read.visible.all(ctx.libraryId));
    this.#views.set(ctx.libraryId, view);
    return view;
  }

  *#postingsOf(library: number, terms: string[]): Generator<PostingsBlock[]> {
    for (const term of new Set(terms)) yield this.#read.postings.all(library, term);
  }
}

function prepareReads(reader: BetterSqlite3.Database) {
  return {
    library: reader.prepare<[string], number>('select number from lexical_libraries where library_id = ?').pluck(),
    generation: reader.prepare<[string], number>('select search_generation from libraries where id = ?').pluck(),
    visible: reader.prepare<[string], SegmentRow>(
      `select segments.base, segments.count, segments.document_id, segments.lengths
       from documents join lexical_segments as segments on segments.revision_id = documents.active_revision_id
       where documents.library_id = ? and documents.deleted_at is null
       order by segments.base`,
    ),
    postings: reader.prepare<[number, string], PostingsBlock>(
      'select base, data from lexical_postings where library = ? and term = ? order by base',
    ),
    chunkIds: reader
      .prepare<[number, number], string>('select chunk_ids from lexical_segments where library = ? and base = ?')
      .pluck(),
  };
}
