import { TableJobQueue, type TableJobQueueOptions } from '../queue/TableJobQueue.ts';
import { SqliteJobTable } from './SqliteJobTable.ts';

/** A JobQueue whose jobs live in a SQLite file of their own. */
export class SqliteJobQueue extends TableJobQueue {
  /** Opens the file, creating it. Errors: `library_newer`, `library_damaged`, `access_denied`, `disk_full`. */
  static open(path: string, options: TableJobQueueOptions = {}): SqliteJobQueue {
    return new SqliteJobQueue(SqliteJobTable.open(path), options);
  }
}
