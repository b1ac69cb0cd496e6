import type { AnnotationStore } from '../ports/AnnotationStore.ts';
import type { CitationStore } from '../ports/CitationStore.ts';
import type { CollectionStore } from '../ports/CollectionStore.ts';
import type { ConversationStore } from '../ports/ConversationStore.ts';
import type { DocumentStore } from '../ports/DocumentStore.ts';
import type { LexicalIndex } from '../ports/LexicalIndex.ts';
import type { MatrixStore } from '../ports/MatrixStore.ts';
import type { RecordStore } from '../ports/RecordStore.ts';
import type { RelatedStore } from '../ports/RelatedStore.ts';
import type { VectorStore } from '../ports/VectorStore.ts';

/** Names of a port's methods; does not compile while one is missing. */
function allMethodsOf<P>() {
  return <const M extends readonly (keyof P & string)[]>(
    ...methods: Exclude<keyof P, M[number]> extends never ? M : [missing: Exclude<keyof P, M[number]>]
  ): M => methods as unknown as M;
}

export const documentMethods = allMethodsOf<DocumentStore>()(
  'ensureLibrary',
  'listLibraries',
  'insert',
  'get',
  'list',
  'counts',
  'update',
  'edit',
  'trash',
  'restore',
  'purge',
  'beginRevision',
  'revision',
  'addPages',
  'addChunks',
  'saveReading',
  'activateRevision',
  'pruneRevisions',
  'listChunks',
  'visibleChunks',
  'pages',
  'pageTexts',
  'reading',
  'recordStage',
  'stageRuns',
  'spaceProgress',
  'setSpaceProgress',
);

/** Those that change nothing: asked again by themselves when the process ended under them. */
export const documentReads = [
  'listLibraries',
  'get',
  'list',
  'counts',
  'listChunks',
  'visibleChunks',
  'pages',
  'pageTexts',
  'reading',
  'revision',
  'stageRuns',
  'spaceProgress',
] as const satisfies readonly (typeof documentMethods)[number][];

export const collectionMethods = allMethodsOf<CollectionStore>()(
  'listCollections',
  'createCollection',
  'updateCollection',
  'removeCollection',
  'assignCollection',
  'listTags',
  'createTag',
  'updateTag',
  'removeTag',
  'assignTag',
  'documentIdsIn',
);

export const collectionReads = [
  'listCollections',
  'listTags',
  'documentIdsIn',
] as const satisfies readonly (typeof collectionMethods)[number][];

export const annotationMethods = allMethodsOf<AnnotationStore>()('list', 'create', 'update', 'remove', 'place', 'setPlace');

export const annotationReads = ['list', 'place'] as const satisfies readonly (typeof annotationMethods)[number][];

export const relatedMethods = allMethodsOf<RelatedStore>()('sharing', 'allSharing', 'distinct', 'setDistinct');

/** With `setDistinct`, which may be repeated. */
export const relatedReads = relatedMethods;

export const recordMethods = allMethodsOf<RecordStore>()('answer', 'keepAnswer', 'lookup', 'keepLookup', 'owed');

/** With those that put something in place of what was there. */
export const recordReads = recordMethods;

export const lexicalMethods = allMethodsOf<LexicalIndex>()('add', 'remove', 'search', 'frequencies', 'optimize');

export const lexicalReads = ['search', 'frequencies'] as const satisfies readonly (typeof lexicalMethods)[number][];

export const vectorMethods = allMethodsOf<VectorStore>()(
  'ensureSpace',
  'upsert',
  'byKeys',
  'existing',
  'search',
  'removeDocument',
  'removeChunks',
  'count',
  'spaces',
  'optimize',
);

export const vectorReads = [
  'byKeys',
  'existing',
  'search',
  'count',
  'spaces',
] as const satisfies readonly (typeof vectorMethods)[number][];

export const conversationMethods = allMethodsOf<ConversationStore>()(
  'create',
  'get',
  'list',
  'update',
  'remove',
  'restore',
  'turns',
  'grounds',
  'addTurn',
  'updateTurn',
  'stopRunning',
);

/** With `updateTurn`, which may be repeated: an answer that was written is not lost with the process that should store it. */
export const conversationReads = [
  'get',
  'list',
  'turns',
  'grounds',
  'updateTurn',
] as const satisfies readonly (typeof conversationMethods)[number][];

export const matrixMethods = allMethodsOf<MatrixStore>()(
  'list',
  'get',
  'create',
  'update',
  'remove',
  'cells',
  'missing',
  'saveCell',
  'clearCells',
);

/** With `saveCell`, which may be repeated. */
export const matrixReads = [
  'list',
  'get',
  'cells',
  'missing',
  'saveCell',
] as const satisfies readonly (typeof matrixMethods)[number][];

export const citationMethods = allMethodsOf<CitationStore>()('candidates', 'unowned');
/** It only reads. */
export const citationReads = citationMethods;
