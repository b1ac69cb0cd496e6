import type { DocumentRecord, Register, WorkRecord } from '../../shared/domain/record.ts';
import type { RequestContext } from '../context.ts';

/** What a register answered, and when. */
export interface KeptAnswer {
  records: WorkRecord[];
  answeredAt: number;
}

/** How looking a document up ended. `asked`: by what; with another identity it is owed again. */
export interface Lookup {
  status: 'found' | 'none' | 'failed';
  asked: string;
  record: DocumentRecord | null;
  endedAt: number;
}

/**
 * What registers of works said, kept so that nothing is asked twice. Every read and write is confined to `ctx.libraryId`: another library's id
 * behaves like one that does not exist.
 */
export interface RecordStore {
  /** What a register answered to a question; null where it was not asked. */
  answer(ctx: RequestContext, register: Register, question: string): Promise<KeptAnswer | null>;
  /** In place of what it answered before. */
  keepAnswer(ctx: RequestContext, register: Register, question: string, answer: KeptAnswer): Promise<void>;
  /** Null for a document that was never looked up, or is unknown. */
  lookup(ctx: RequestContext, documentId: string): Promise<Lookup | null>;
  /** In place of the one before; a purge of the document ends it. Errors: `not_found` for an unknown document. */
  keepLookup(ctx: RequestContext, documentId: string, lookup: Lookup): Promise<void>;
  /**
   * Documents that were read and are not in the trash, and were not looked up, or without success: unknown to every register by `unknownBefore`,
   * failed by `failedBefore`. Oldest first.
   */
  owed(ctx: RequestContext, times: { unknownBefore: number; failedBefore: number }): Promise<string[]>;
}
