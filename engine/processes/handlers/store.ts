import { join } from 'node:path';
import { openDatabase } from '../../adapters/local/database.ts';
import { LanceVectorStore } from '../../adapters/local/LanceVectorStore.ts';
import { SqlDocumentStore } from '../../adapters/local/SqlDocumentStore.ts';
import { SqliteLexicalIndex } from '../../adapters/local/SqliteLexicalIndex.ts';
import type { DocumentStore } from '../../ports/DocumentStore.ts';
import type { LexicalIndex } from '../../ports/LexicalIndex.ts';
import type { VectorStore } from '../../ports/VectorStore.ts';
import { documentMethods, lexicalMethods, vectorMethods } from '../portMethods.ts';
import { portHandlers } from '../remotePort.ts';
import type { HandlerFactory } from '../serve.ts';

/** The store process: the library database and the ports over it, and the vectors. */
export const storeHandlers: HandlerFactory<'store'> = async ({ dataDir }, log) => {
  const database = await openDatabase(join(dataDir, 'library.sqlite'), { log });
  return {
    ...portHandlers<DocumentStore>('documents', new SqlDocumentStore(database.db), documentMethods),
    ...portHandlers<LexicalIndex>('lexical', new SqliteLexicalIndex(database), lexicalMethods),
    ...portHandlers<VectorStore>('vectors', await LanceVectorStore.open(join(dataDir, 'vectors')), vectorMethods),
  };
};
