import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Document, DocumentError } from '../../../shared/domain/document.ts';
import type { PageTrace } from '../../../shared/domain/inspection.ts';
import { packRuns, unpackRuns } from '../../library/packRuns.ts';
import { storable, storableText } from '../../library/storableText.ts';
import { doiKey, titleKey } from '../../library/workKeys.ts';
import type { ChunkRecord, DocumentPatch, NewDocument, PageRecord, Revision, StoredChunk } from '../../ports/DocumentStore.ts';
import type { ChunksTable, DocumentsTable, PagesTable, RevisionsTable } from './schema.ts';

/** Between the tables' columns and the types of the DocumentStore port. */

/** What a document belongs to, which is not in its own row. */
export type Membership = Pick<Document, 'collectionIds' | 'tagIds'>;

export function toDocument(row: Selectable<DocumentsTable>, { collectionIds, tagIds }: Membership): Document {
  return {
    id: row.id,
    libraryId: row.library_id,
    status: row.status,
    error: toError(row),
    title: row.title,
    authors: JSON.parse(row.authors) as string[],
    year: row.year,
    doi: row.doi,
    language: row.language,
    editedFields: JSON.parse(row.edited_fields) as Document['editedFields'],
    collectionIds,
    tagIds,
    source: row.source,
    fileName: row.file_name,
    localPath: row.local_path,
    blobHash: row.blob_hash,
    sizeBytes: row.size_bytes,
    pageCount: row.page_count,
    pagesDone: row.pages_done,
    chunkCount: row.chunk_count,
    chunksEmbedded: row.chunks_embedded,
    vectors: row.vectors,
    activeRevisionId: row.active_revision_id,
    crashes: row.crashes,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    deletedAt: row.deleted_at,
  };
}

function toError(row: Selectable<DocumentsTable>): DocumentError | null {
  if (row.error_code === null) return null;
  return {
    code: row.error_code,
    message: row.error_message ?? '',
    action: row.error_action ?? '',
    ...(row.error_pages === null ? {} : { pages: JSON.parse(row.error_pages) as number[] }),
  };
}

export function newDocumentRow(libraryId: string, document: NewDocument, now: number): Insertable<DocumentsTable> {
  return {
    id: document.id,
    library_id: libraryId,
    status: 'queued',
    error_code: null,
    error_message: null,
    error_action: null,
    error_pages: null,
    title: storableText(document.title),
    authors: '[]',
    year: null,
    doi: null,
    title_key: titleKey(document.title),
    doi_key: null,
    language: null,
    source: document.source,
    file_name: storableText(document.fileName),
    local_path: nullable(document.localPath),
    blob_hash: document.blobHash,
    size_bytes: document.sizeBytes,
    page_count: 0,
    pages_done: 0,
    chunk_count: 0,
    chunks_embedded: 0,
    vectors: 'none',
    active_revision_id: null,
    crashes: 0,
    created_at: now,
    updated_at: now,
    started_at: null,
    finished_at: null,
    deleted_at: null,
  };
}

/** The columns a patch names; Kysely leaves out those that are undefined. */
export function patchColumns(patch: DocumentPatch): Updateable<DocumentsTable> {
  const { error } = patch;
  return {
    status: patch.status,
    ...(error === undefined ? {} : errorColumns(error)),
    title: patch.title === undefined ? undefined : storableText(patch.title),
    title_key: patch.title === undefined ? undefined : titleKey(patch.title),
    authors: patch.authors === undefined ? undefined : JSON.stringify(patch.authors.map(storableText)),
    year: patch.year,
    doi: patch.doi === undefined ? undefined : nullable(patch.doi),
    doi_key: patch.doi === undefined ? undefined : doiKey(patch.doi),
    language: patch.language === undefined ? undefined : nullable(patch.language),
    page_count: patch.pageCount,
    pages_done: patch.pagesDone,
    chunk_count: patch.chunkCount,
    chunks_embedded: patch.chunksEmbedded,
    vectors: patch.vectors,
    crashes: patch.crashes,
    started_at: patch.startedAt,
    finished_at: patch.finishedAt,
  } as Updateable<DocumentsTable>;
}

function errorColumns(error: DocumentError | null): Updateable<DocumentsTable> {
  return {
    error_code: error?.code ?? null,
    error_message: error ? storableText(error.message) : null,
    error_action: error ? storableText(error.action) : null,
    error_pages: error?.pages ? JSON.stringify(error.pages) : null,
  };
}

export function toRevision(row: Selectable<RevisionsTable>): Revision {
  return {
    id: row.id,
    documentId: row.document_id,
    number: row.number,
    state: row.state,
    parser: row.parser,
    createdAt: row.created_at,
  };
}

export function pageRow(libraryId: string, revisionId: string, page: PageRecord): Insertable<PagesTable> {
  return {
    library_id: libraryId,
    revision_id: revisionId,
    number: page.number,
    label: nullable(page.label),
    width: page.width,
    height: page.height,
    start_offset: page.start,
    text: storableText(page.text),
    runs: packRuns(page.runs),
    error: nullable(page.error),
    trace: page.trace && JSON.stringify(storable(page.trace)),
  };
}

export function toPage(row: Selectable<PagesTable>): PageRecord {
  return {
    number: row.number,
    label: row.label,
    width: row.width,
    height: row.height,
    start: row.start_offset,
    text: row.text,
    runs: unpackRuns(row.runs),
    error: row.error,
    trace: toTrace(row.trace),
  };
}

/** A page's trace as it is kept. */
export function toTrace(json: string | null): PageTrace | null {
  return json === null ? null : (JSON.parse(json) as PageTrace);
}

export function chunkRow(revision: Selectable<RevisionsTable>, chunk: ChunkRecord): Insertable<ChunksTable> {
  return {
    id: chunk.id,
    library_id: revision.library_id,
    document_id: revision.document_id,
    revision_id: revision.id,
    ordinal: chunk.ordinal,
    kind: chunk.kind,
    section: storableText(chunk.section),
    start_offset: chunk.start,
    end_offset: chunk.end,
    page_first: chunk.pageFirst,
    page_last: chunk.pageLast,
    text: storableText(chunk.text),
    embed_key: chunk.embedKey,
  };
}

export function toStoredChunk(row: Selectable<ChunksTable> & { title: string; blob_hash: string }): StoredChunk {
  return {
    id: row.id,
    ordinal: row.ordinal,
    kind: row.kind,
    section: row.section,
    start: row.start_offset,
    end: row.end_offset,
    pageFirst: row.page_first,
    pageLast: row.page_last,
    text: row.text,
    embedKey: row.embed_key,
    documentId: row.document_id,
    revisionId: row.revision_id,
    title: row.title,
    blobHash: row.blob_hash,
  };
}

function nullable(text: string | null): string | null {
  return text === null ? null : storableText(text);
}
