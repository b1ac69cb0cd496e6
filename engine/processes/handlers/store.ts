import { join } from 'node:path';
import { openDatabase } from '../../adapters/local/database.ts';
import { LanceVectorStore } from '../../adapters/local/LanceVectorStore.ts';
import { SqlAnnotationStore } from '../../adapters/local/SqlAnnotationStore.ts';
import { SqlCitationStore } from '../../adapters/local/SqlCitationStore.ts';
import { SqlCollectionStore } from '../../adapters/local/SqlCollectionStore.ts';
import { SqlConversationStore } from '../../adapters/local/SqlConversationStore.ts';
import { SqlDocumentStore } from '../../adapters/local/SqlDocumentStore.ts';
import { SqliteLexicalIndex } from '../../adapters/local/SqliteLexicalIndex.ts';
import { SqlMatrixStore } from '../../adapters/local/SqlMatrixStore.ts';
import { SqlRecordStore } from '../../adapters/local/SqlRecordStore.ts';
import { SqlRelatedStore } from '../../adapters/local/SqlRelatedStore.ts';
import type { AnnotationStore } from '../../ports/AnnotationStore.ts';
import type { CitationStore } from '../../ports/CitationStore.ts';
import type { CollectionStore } from '../../ports/CollectionStore.ts';
import type { ConversationStore } from '../../ports/ConversationStore.ts';
import type { DocumentStore } from '../../ports/DocumentStore.ts';
import type { LexicalIndex } from '../../ports/LexicalIndex.ts';
import type { MatrixStore } from '../../ports/MatrixStore.ts';
import type { RecordStore } from '../../ports/RecordStore.ts';
import type { RelatedStore } from '../../ports/RelatedStore.ts';
import type { VectorStore } from '../../ports/VectorStore.ts';
import {
  annotationMethods,
  citationMethods,
  collectionMethods,
  conversationMethods,
  documentMethods,
  lexicalMethods,
  matrixMethods,
  recordMethods,
  relatedMethods,
  vectorMethods,
} from '../portMethods.ts';
import { portHandlers } from '../remotePort.ts';
import type { HandlerFactory, Handlers } from '../serve.ts';

const signEveryMs = 10_000;

/** The store process: the library database and the ports over it, and the vectors. */
export const storeHandlers: HandlerFactory<'store'> = async ({ dataDir }, log) => {
  const database = await openDatabase(join(dataDir, 'library.sqlite'), { log });
  return withSignsOfLife({
    ...portHandlers<DocumentStore>('documents', new SqlDocumentStore(database.db), documentMethods),
    ...portHandlers<ConversationStore>('conversations', new SqlConversationStore(database.db, { log }), conversationMethods),
    ...portHandlers<CollectionStore>('collections', new SqlCollectionStore(database.db), collectionMethods),
    ...portHandlers<AnnotationStore>('annotations', new SqlAnnotationStore(database.db), annotationMethods),
    ...portHandlers<RelatedStore>('related', new SqlRelatedStore(database.db), relatedMethods),
    ...portHandlers<CitationStore>('citations', new SqlCitationStore(database.db), citationMethods),
    ...portHandlers<MatrixStore>('matrices', new SqlMatrixStore(database.db), matrixMethods),
    ...portHandlers<RecordStore>('records', new SqlRecordStore(database.db), recordMethods),
    ...portHandlers<LexicalIndex>('lexical', new SqliteLexicalIndex(database), lexicalMethods),
    ...portHandlers<VectorStore>('vectors', await LanceVectorStore.open(join(dataDir, 'vectors')), vectorMethods),
  });
};

/** Optimizing a large library takes minutes; a sign now and then keeps the supervisor from taking that for a hang. */
function withSignsOfLife(handlers: Handlers): Handlers {
  const lively = { ...handlers };
  for (const [name, handler] of Object.entries(handlers)) {
    if (!name.endsWith('.optimize')) continue;
    lively[name] = async (input, call) => {
      const timer = setInterval(() => call.emit('working'), signEveryMs);
      try {
        return await handler(input, call);
      } finally {
        clearInterval(timer);
      }
    };
  }
  return lively;
}
