import type { Document, DocumentStatus } from '../../../shared/domain/document.ts';
import type { StageRun } from '../../../shared/domain/inspection.ts';
import type { Library } from '../../../shared/domain/library.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { RequestContext } from '../../context.ts';
import { withEdited, withoutEdited } from '../../library/editedFields.ts';
import { checkLimit, decodeCursor, encodeCursor, type ListCursor } from '../../library/listCursor.ts';
import { storable, storableText } from '../../library/storableText.ts';
import {
  type ChunkRecord,
  type DocumentCounts,
  type DocumentFields,
  type DocumentPage,
  type DocumentPatch,
  type DocumentStore,
  type NewDocument,
  type PageRecord,
  type PageText,
  type Reading,
  type Revision,
  type SpaceProgress,
  type StoredChunk,
  stageRunsKept,
} from '../../ports/DocumentStore.ts';

interface StoredRevision extends Revision {
  pages: Map<number, PageRecord>;
  chunks: Map<string, ChunkRecord>;
  spaces: Map<string, SpaceProgress>;
  reading: Reading | null;
}

interface StoredLibrary extends Library {
  documents: Map<string, Document>;
  revisions: Map<string, StoredRevision>;
  /** By document. */
  stageRuns: Map<string, StageRun[]>;
}

/** Reference implementation; everything is copied on its way in and out. */
export class MemoryDocumentStore implements DocumentStore {
  readonly #libraries = new Map<string, StoredLibrary>();
  readonly #now: () => number;

  constructor(options: { now: () => number } = { now: Date.now }) {
    this.#now = options.now;
  }

  /** A library's documents as they are kept here, for the stores of this folder that say more about them. */
  stored(ctx: RequestContext): ReadonlyMap<string, Document> {
    return this.#libraries.get(ctx.libraryId)?.documents ?? new Map();
  }

  async ensureLibrary(ctx: RequestContext, name: string): Promise<Library> {
    const { libraryId: id } = ctx;
    const empty = { documents: new Map(), revisions: new Map(), stageRuns: new Map() };
    const library = this.#libraries.get(id) ?? { id, name: storableText(name), createdAt: this.#now(), ...empty };
    this.#libraries.set(id, library);
    return toLibrary(library);
  }

  async listLibraries(): Promise<Library[]> {
    return [...this.#libraries.values()].map(toLibrary).sort((a, b) => a.createdAt - b.createdAt || compare(a.id, b.id));
  }

  async insert(ctx: RequestContext, document: NewDocument): Promise<{ document: Document; duplicate: boolean }> {
    const library = this.#libraries.get(ctx.libraryId);
    if (!library) throw new AppError('not_found');
    const existing = [...library.documents.values()].find((other) => other.blobHash === document.blobHash);
    if (existing) return { document: structuredClone(existing), duplicate: existing.id !== document.id };
    const now = this.#now();
    const inserted: Document = {
      ...storable(document),
      libraryId: library.id,
      status: 'queued',
      error: null,
      authors: [],
      year: null,
      doi: null,
      language: null,
      editedFields: [],
      collectionIds: [],
      tagIds: [],
      pageCount: 0,
      pagesDone: 0,
      chunkCount: 0,
      chunksEmbedded: 0,
      vectors: 'none',
      activeRevisionId: null,
      crashes: 0,
      createdAt: now,
      updatedAt: now,
      startedAt: null,
      finishedAt: null,
      deletedAt: null,
    };
    library.documents.set(inserted.id, inserted);
    return { document: structuredClone(inserted), duplicate: false };
  }

  async get(ctx: RequestContext, id: string): Promise<Document | null> {
    return structuredClone(this.#find(ctx, id) ?? null);
  }

  async list(
    ctx: RequestContext,
    query: { cursor?: string; limit: number; statuses?: DocumentStatus[]; trashed?: boolean },
  ): Promise<DocumentPage> {
    checkLimit(query.limit);
    const after = query.cursor === undefined ? null : decodeCursor(query.cursor);
    const found = this.#documents(ctx)
      .filter((document) => (document.deletedAt !== null) === (query.trashed ?? false))
      .filter((document) => query.statuses?.includes(document.status) ?? true)
      .filter((document) => after === null || newestFirst(after, document) < 0)
      .sort(newestFirst);
    const items = structuredClone(found.slice(0, query.limit));
    const last = items.at(-1);
    return { items, nextCursor: last && found.length > query.limit ? encodeCursor(last) : null };
  }

  async counts(ctx: RequestContext): Promise<DocumentCounts> {
    const counts: DocumentCounts = { byStatus: {}, trashed: 0, pages: 0, chunks: 0, sizeBytes: 0 };
    for (const document of this.#documents(ctx)) {
      if (document.deletedAt !== null) {
        counts.trashed++;
        continue;
      }
      counts.byStatus[document.status] = (counts.byStatus[document.status] ?? 0) + 1;
      counts.pages += document.pageCount;
      counts.chunks += document.chunkCount;
      counts.sizeBytes += document.sizeBytes;
    }
    return counts;
  }

  async update(ctx: RequestContext, id: string, patch: DocumentPatch): Promise<Document | null> {
    const document = this.#find(ctx, id);
    if (!document) return null;
    Object.assign(document, given(withoutEdited(document.editedFields, patch)), { updatedAt: this.#now() });
    return structuredClone(document);
  }

  async edit(ctx: RequestContext, id: string, fields: DocumentFields): Promise<Document> {
    const document = this.#require(ctx, id);
    const editedFields = withEdited(document.editedFields, fields);
    Object.assign(document, given(fields), { editedFields, updatedAt: this.#now() });
    return structuredClone(document);
  }

  async trash(ctx: RequestContext, id: string): Promise<Document> {
    const document = this.#require(ctx, id);
    if (document.deletedAt === null) document.deletedAt = document.updatedAt = this.#now();
    return structuredClone(document);
  }

  async restore(ctx: RequestContext, id: string): Promise<Document> {
    const document = this.#require(ctx, id);
    if (document.deletedAt !== null) Object.assign(document, { deletedAt: null, updatedAt: this.#now() });
    return structuredClone(document);
  }

  async purge(ctx: RequestContext, id: string): Promise<{ releasedBlobs: string[]; revisionIds: string[] }> {
    const document = this.#find(ctx, id);
    if (!document) return { releasedBlobs: [], revisionIds: [] };
    const revisionIds = this.#deleteRevisions(ctx, id, () => true).map((revision) => revision.id);
    this.#libraries.get(ctx.libraryId)!.documents.delete(id);
    this.#libraries.get(ctx.libraryId)!.stageRuns.delete(id);
    const referred = [...this.#libraries.values()].some((library) =>
      [...library.documents.values()].some((other) => other.blobHash === document.blobHash),
    );
    return { releasedBlobs: referred ? [] : [document.blobHash], revisionIds };
  }

  async beginRevision(
    ctx: RequestContext,
    documentId: string,
    { id, parser }: { id: string; parser: string },
  ): Promise<Revision> {
    this.#require(ctx, documentId);
    this.#deleteRevisions(ctx, documentId, (revision) => revision.state === 'building');
    const numbers = this.#revisionsOf(ctx, documentId).map((revision) => revision.number);
    const number = Math.max(0, ...numbers) + 1;
    const revision: Revision = { id, documentId, number, state: 'building', parser, createdAt: this.#now() };
    const stored = { ...revision, pages: new Map(), chunks: new Map(), spaces: new Map(), reading: null };
    this.#libraries.get(ctx.libraryId)!.revisions.set(id, stored);
    return revision;
  }

  async addPages(ctx: RequestContext, revisionId: string, pages: PageRecord[]): Promise<void> {
    const revision = this.#requireBuilding(ctx, revisionId);
    for (const page of pages) revision.pages.set(page.number, storable(page));
  }

  async addChunks(ctx: RequestContext, revisionId: string, chunks: ChunkRecord[]): Promise<void> {
    const revision = this.#requireBuilding(ctx, revisionId);
    const others = [...this.#libraries.values()].flatMap((library) => [...library.revisions.values()]);
    // A chunk id of another revision is never taken over.
    const taken = chunks.some((chunk) => others.some((other) => other !== revision && other.chunks.has(chunk.id)));
    if (taken) throw new AppError('conflict');
    for (const chunk of chunks) revision.chunks.set(chunk.id, storable(chunk));
  }

  async revision(ctx: RequestContext, revisionId: string): Promise<Revision | null> {
    const stored = this.#revision(ctx, revisionId);
    if (!stored) return null;
    const { id, documentId, number, state, parser, createdAt } = stored;
    return { id, documentId, number, state, parser, createdAt };
  }

  async saveReading(ctx: RequestContext, revisionId: string, reading: Reading): Promise<void> {
    this.#requireBuilding(ctx, revisionId).reading = storable(reading);
  }

  async reading(ctx: RequestContext, revisionId: string): Promise<Reading | null> {
    return structuredClone(this.#revision(ctx, revisionId)?.reading ?? null);
  }

  async activateRevision(ctx: RequestContext, revisionId: string, expected: string | null): Promise<void> {
    const revision = this.#requireRevision(ctx, revisionId);
    if (revision.state === 'active') return;
    const document = this.#require(ctx, revision.documentId);
    if (document.activeRevisionId !== expected) throw new AppError('conflict');
    for (const other of this.#revisionsOf(ctx, document.id)) if (other.state === 'active') other.state = 'superseded';
    revision.state = 'active';
    document.activeRevisionId = revisionId;
    document.updatedAt = this.#now();
  }

  async pruneRevisions(ctx: RequestContext, documentId: string): Promise<{ chunkIds: string[]; revisionIds: string[] }> {
    this.#require(ctx, documentId);
    const deleted = this.#deleteRevisions(ctx, documentId, (revision) => revision.state === 'superseded');
    return {
      chunkIds: deleted.flatMap((revision) => [...revision.chunks.keys()]),
      revisionIds: deleted.map((revision) => revision.id),
    };
  }

  async listChunks(
    ctx: RequestContext,
    revisionId: string,
    query: { fromOrdinal: number; limit: number },
  ): Promise<StoredChunk[]> {
    const revision = this.#revision(ctx, revisionId);
    if (!revision) return [];
    const document = this.#require(ctx, revision.documentId);
    return [...revision.chunks.values()]
      .filter((chunk) => chunk.ordinal >= query.fromOrdinal)
      .sort((a, b) => a.ordinal - b.ordinal)
      .slice(0, query.limit)
      .map((chunk) => toStoredChunk(document, revision, chunk));
  }

  async visibleChunks(ctx: RequestContext, ids: string[]): Promise<StoredChunk[]> {
    const visible = this.#documents(ctx).filter((document) => document.deletedAt === null);
    return ids.flatMap((id) => {
      for (const document of visible) {
        const revision = document.activeRevisionId === null ? undefined : this.#revision(ctx, document.activeRevisionId);
        const chunk = revision?.chunks.get(id);
        if (revision && chunk) return [toStoredChunk(document, revision, chunk)];
      }
      return [];
    });
  }

  async pages(ctx: RequestContext, revisionId: string, numbers: number[]): Promise<PageRecord[]> {
    const pages = [...(this.#revision(ctx, revisionId)?.pages.values() ?? [])];
    return structuredClone(pages.filter((page) => numbers.includes(page.number)).sort((a, b) => a.number - b.number));
  }

  async pageTexts(ctx: RequestContext, revisionId: string): Promise<PageText[]> {
    const pages = [...(this.#revision(ctx, revisionId)?.pages.values() ?? [])].sort((a, b) => a.number - b.number);
    return pages.map(({ number, label, start, text, error, trace }) => ({
      number,
      label,
      start,
      text,
      error,
      trace: structuredClone(trace),
    }));
  }

  async recordStage(ctx: RequestContext, documentId: string, run: StageRun): Promise<void> {
    this.#require(ctx, documentId);
    const { stageRuns } = this.#libraries.get(ctx.libraryId)!;
    stageRuns.set(documentId, [...(stageRuns.get(documentId) ?? []), storable(run)].slice(-stageRunsKept));
  }

  async stageRuns(ctx: RequestContext, documentId: string): Promise<StageRun[]> {
    return structuredClone(this.#libraries.get(ctx.libraryId)?.stageRuns.get(documentId) ?? []);
  }

  async spaceProgress(ctx: RequestContext, revisionId: string, spaceId: string): Promise<SpaceProgress | null> {
    return structuredClone(this.#revision(ctx, revisionId)?.spaces.get(spaceId) ?? null);
  }

  async setSpaceProgress(ctx: RequestContext, progress: SpaceProgress): Promise<void> {
    this.#requireRevision(ctx, progress.revisionId).spaces.set(progress.spaceId, structuredClone(progress));
  }

  #documents(ctx: RequestContext): Document[] {
    return [...(this.#libraries.get(ctx.libraryId)?.documents.values() ?? [])];
  }

  #find(ctx: RequestContext, id: string): Document | undefined {
    return this.#libraries.get(ctx.libraryId)?.documents.get(id);
  }

  #require(ctx: RequestContext, id: string): Document {
    const document = this.#find(ctx, id);
    if (!document) throw new AppError('not_found');
    return document;
  }

  #revision(ctx: RequestContext, id: string): StoredRevision | undefined {
    return this.#libraries.get(ctx.libraryId)?.revisions.get(id);
  }

  #requireRevision(ctx: RequestContext, id: string): StoredRevision {
    const revision = this.#revision(ctx, id);
    if (!revision) throw new AppError('not_found');
    return revision;
  }

  #requireBuilding(ctx: RequestContext, id: string): StoredRevision {
    const revision = this.#requireRevision(ctx, id);
    if (revision.state !== 'building') throw new AppError('conflict');
    return revision;
  }

  #revisionsOf(ctx: RequestContext, documentId: string): StoredRevision[] {
    const all = this.#libraries.get(ctx.libraryId)?.revisions.values() ?? [];
    return [...all].filter((revision) => revision.documentId === documentId);
  }

  #deleteRevisions(ctx: RequestContext, documentId: string, which: (revision: StoredRevision) => boolean): StoredRevision[] {
    const deleted = this.#revisionsOf(ctx, documentId).filter(which);
    for (const revision of deleted) this.#libraries.get(ctx.libraryId)!.revisions.delete(revision.id);
    return deleted;
  }
}

function given(patch: DocumentPatch): DocumentPatch {
  return Object.fromEntries(Object.entries(storable(patch)).filter(([, value]) => value !== undefined));
}

function toLibrary({ id, name, createdAt }: StoredLibrary): Library {
  return { id, name, createdAt };
}

function toStoredChunk(document: Document, revision: Revision, chunk: ChunkRecord): StoredChunk {
  return { ...chunk, documentId: document.id, revisionId: revision.id, title: document.title, blobHash: document.blobHash };
}

function newestFirst(a: ListCursor, b: ListCursor): number {
  return b.createdAt - a.createdAt || compare(b.id, a.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
