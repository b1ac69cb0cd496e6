import type { Generated } from 'kysely';
import type { HighlightColor } from '../../../shared/domain/annotation.ts';
import type { TagColor } from '../../../shared/domain/collection.ts';
import type { Turn } from '../../../shared/domain/conversation.ts';
import type { Document } from '../../../shared/domain/document.ts';
import type { StageRun } from '../../../shared/domain/inspection.ts';
import type { Matrix } from '../../../shared/domain/matrix.ts';
import type { ChunkRecord, Revision, SpaceProgress } from '../../ports/DocumentStore.ts';
import type { Lookup } from '../../ports/RecordStore.ts';

/**
 * The library's tables as the newest migration leaves them. Portable types only: text ids, epoch milliseconds, 0/1, JSON as text.
 * Every row belongs to a library, except blobs (content is shared; references are not) and users (memberships place them).
 */
export interface Schema {
  libraries: LibrariesTable;
  users: UsersTable;
  memberships: MembershipsTable;
  blobs: BlobsTable;
  blob_references: BlobReferencesTable;
  documents: DocumentsTable;
  revisions: RevisionsTable;
  pages: PagesTable;
  chunks: ChunksTable;
  document_references: DocumentReferencesTable;
  revision_spaces: RevisionSpacesTable;
  stage_runs: StageRunsTable;
  collections: CollectionsTable;
  collection_documents: CollectionDocumentsTable;
  tags: TagsTable;
  document_tags: DocumentTagsTable;
  annotations: AnnotationsTable;
  places: PlacesTable;
  distinct_works: DistinctWorksTable;
  register_answers: RegisterAnswersTable;
  document_lookups: DocumentLookupsTable;
  conversations: ConversationsTable;
  turns: TurnsTable;
  matrices: MatricesTable;
  matrix_rows: MatrixRowsTable;
  matrix_columns: MatrixColumnsTable;
  matrix_cells: MatrixCellsTable;
}

interface LibrariesTable {
  id: string;
  name: string;
  created_at: number;
  /** Grows with every transaction that changes what search may show: what is computed from the visible chunks is cached under it. */
  search_generation: Generated<number>;
}

interface UsersTable {
  id: string;
  created_at: number;
}

interface MembershipsTable {
  library_id: string;
  user_id: string;
  role: string;
  created_at: number;
}

interface BlobsTable {
  hash: string;
  size_bytes: number;
}

interface BlobReferencesTable {
  library_id: string;
  blob_hash: string;
  document_id: string;
}

export interface DocumentsTable {
  id: string;
  library_id: string;
  status: Document['status'];
  error_code: string | null;
  error_message: string | null;
  error_action: string | null;
  /** JSON: 1-based physical pages. */
  error_pages: string | null;
  title: string;
  /** JSON: names in order. */
  authors: string;
  year: number | null;
  doi: string | null;
  /** What tells documents of the same work (`library/workKeys.ts`). */
  title_key: string | null;
  doi_key: string | null;
  language: string | null;
  /** JSON: names of fields. */
  edited_fields: Generated<string>;
  source: Document['source'];
  file_name: string;
  local_path: string | null;
  blob_hash: string;
  size_bytes: number;
  page_count: number;
  pages_done: number;
  chunk_count: number;
  chunks_embedded: number;
  vectors: Document['vectors'];
  active_revision_id: string | null;
  crashes: number;
  created_at: number;
  updated_at: number;
  started_at: number | null;
  finished_at: number | null;
  deleted_at: number | null;
}

export interface RevisionsTable {
  id: string;
  library_id: string;
  document_id: string;
  number: number;
  state: Revision['state'];
  parser: string;
  created_at: number;
  /** These are null until something was read. */
  abstract: string | null;
  venue: string | null;
  arxiv_id: string | null;
  /** JSON. */
  sections: string | null;
}

export interface DocumentReferencesTable {
  library_id: string;
  revision_id: string;
  ordinal: number;
  page: number;
  text: string;
  doi: string | null;
  title: string | null;
  year: number | null;
  /** As works are compared (`workKeys.ts`). */
  doi_key: string | null;
  title_key: string | null;
}

export interface PagesTable {
  library_id: string;
  revision_id: string;
  number: number;
  label: string | null;
  width: number;
  height: number;
  start_offset: number;
  text: string;
  /** `packRuns`. */
  runs: Uint8Array;
  error: string | null;
  /** JSON: a PageTrace; null in revisions from before this was kept. */
  trace: string | null;
}

export interface ChunksTable {
  id: string;
  library_id: string;
  document_id: string;
  revision_id: string;
  ordinal: number;
  kind: ChunkRecord['kind'];
  section: string;
  start_offset: number;
  end_offset: number;
  page_first: number;
  page_last: number;
  text: string;
  embed_key: string;
}

interface RevisionSpacesTable {
  library_id: string;
  revision_id: string;
  space_id: string;
  state: SpaceProgress['state'];
  chunks_done: number;
}

interface StageRunsTable {
  library_id: string;
  document_id: string;
  /** From 1 on, in the order they ended; those of the oldest are gone. */
  ordinal: number;
  stage: StageRun['stage'];
  started_at: number;
  duration_ms: number;
  outcome: StageRun['outcome'];
  /** JSON. */
  counts: string;
  error_code: string | null;
  error_message: string | null;
}

export interface CollectionsTable {
  id: string;
  library_id: string;
  parent_id: string | null;
  name: string;
  created_at: number;
  updated_at: number;
}

interface CollectionDocumentsTable {
  library_id: string;
  collection_id: string;
  document_id: string;
}

export interface TagsTable {
  id: string;
  library_id: string;
  name: string;
  /** The name as names are compared: unique in the library. */
  name_key: string;
  color: TagColor;
  created_at: number;
  updated_at: number;
}

interface DocumentTagsTable {
  library_id: string;
  tag_id: string;
  document_id: string;
}

export interface AnnotationsTable {
  id: string;
  library_id: string;
  document_id: string;
  blob_hash: string;
  page: number;
  quote: string;
  prefix: string;
  suffix: string;
  /** JSON. */
  boxes: string;
  color: HighlightColor;
  note: string;
  created_at: number;
  updated_at: number;
}

export interface PlacesTable {
  library_id: string;
  user_id: string;
  document_id: string;
  page: number;
  offset_in_page: number;
  /** JSON: a word or a factor. */
  zoom: string;
  updated_at: number;
}

interface RegisterAnswersTable {
  library_id: string;
  register: string;
  question: string;
  /** JSON: WorkRecords. */
  records: string;
  answered_at: number;
}

interface DocumentLookupsTable {
  document_id: string;
  library_id: string;
  status: Lookup['status'];
  asked: string;
  /** JSON: a DocumentRecord. */
  record: string | null;
  ended_at: number;
}

/** Two documents that a person said are different works, the smaller id first. */
interface DistinctWorksTable {
  library_id: string;
  document_id: string;
  other_id: string;
  created_at: number;
}

export interface ConversationsTable {
  id: string;
  library_id: string;
  /** Its owner. */
  user_id: string;
  title: string;
  /** `searchableText` of the title. */
  searched_title: string;
  /** JSON: a Scope. */
  scope: string;
  active_turn_id: string | null;
  created_at: number;
  updated_at: number;
  deleted_at: number | null;
}

export interface TurnsTable {
  id: string;
  library_id: string;
  conversation_id: string;
  parent_id: string | null;
  state: Turn['state'];
  generator: Turn['generator'];
  created_at: number;
  finished_at: number | null;
  question: string;
  searched_question: string;
  text: string;
  searched_text: string;
  /** JSON: Citations. */
  evidence: string;
  /** JSON: an Answer. */
  answer: string | null;
  /** JSON: code, message, action. */
  error: string | null;
  /** JSON: Grounds; null where they were not kept. */
  grounds: string | null;
}

export interface MatricesTable {
  id: string;
  library_id: string;
  title: string;
  generator: Matrix['generator'];
  /** JSON: code, message, action. */
  problem: string | null;
  created_at: number;
  updated_at: number;
}

interface MatrixRowsTable {
  library_id: string;
  matrix_id: string;
  document_id: string;
  ordinal: number;
}

interface MatrixColumnsTable {
  library_id: string;
  matrix_id: string;
  id: string;
  ordinal: number;
  question: string;
}

export interface MatrixCellsTable {
  library_id: string;
  matrix_id: string;
  document_id: string;
  column_id: string;
  revision_id: string | null;
  generator: Matrix['generator'];
  text: string;
  /** 0 or 1. */
  answered: number;
  /** JSON: Citations. */
  citations: string;
  /** JSON: code, message, action. */
  problem: string | null;
  filled_at: number;
}
