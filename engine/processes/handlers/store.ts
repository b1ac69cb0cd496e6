import { join } from 'node:path';
import { openDatabase } from '../../adapters/local/database.ts';
import { SqlDocumentStore } from '../../adapters/local/SqlDocumentStore.ts';
import type { DocumentStore } from '../../ports/DocumentStore.ts';
import { documentMethods } from '../portMethods.ts';
import { portHandlers } from '../remotePort.ts';
import type { HandlerFactory } from '../serve.ts';

/** The store process: the library database and the ports over it. */
export const storeHandlers: HandlerFactory<'store'> = async ({ dataDir }, log) => {
  const database = await openDatabase(join(dataDir, 'library.sqlite'), { log });
  return portHandlers<DocumentStore>('documents', new SqlDocumentStore(database.db), documentMethods);
};
