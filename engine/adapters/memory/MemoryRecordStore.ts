import type { Register } from '../../../shared/domain/record.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { RequestContext } from '../../context.ts';
import { storable } from '../../library/storableText.ts';
import type { KeptAnswer, Lookup, RecordStore } from '../../ports/RecordStore.ts';
import type { MemoryDocumentStore } from './MemoryDocumentStore.ts';

/** Reference implementation; everything is copied on its way in and out. */
export class MemoryRecordStore implements RecordStore {
  readonly #documents: MemoryDocumentStore;
  readonly #answers = new Map<string, KeptAnswer>();
  readonly #lookups = new Map<string, Lookup>();

  constructor(documents: MemoryDocumentStore) {
    this.#documents = documents;
  }

  async answer(ctx: RequestContext, register: Register, question: string): Promise<KeptAnswer | null> {
    return structuredClone(this.#answers.get(JSON.stringify([ctx.libraryId, register, question])) ?? null);
  }

  async keepAnswer(ctx: RequestContext, register: Register, question: string, answer: KeptAnswer): Promise<void> {
    this.#answers.set(JSON.stringify([ctx.libraryId, register, question]), storable(answer));
  }

  async lookup(ctx: RequestContext, documentId: string): Promise<Lookup | null> {
    const known = this.#documents.stored(ctx).has(documentId);
    return structuredClone((known && this.#lookups.get(documentId)) || null);
  }

  async keepLookup(ctx: RequestContext, documentId: string, lookup: Lookup): Promise<void> {
    if (!this.#documents.stored(ctx).has(documentId)) throw new AppError('not_found');
    this.#lookups.set(documentId, storable(lookup));
  }

  async owed(ctx: RequestContext, times: { unknownBefore: number; failedBefore: number }): Promise<string[]> {
    return [...this.#documents.stored(ctx).values()]
      .filter(({ deletedAt, status }) => deletedAt === null && (status === 'ready' || status === 'partial'))
      .filter(({ id }) => {
        const lookup = this.#lookups.get(id);
        if (!lookup || lookup.status === 'found') return !lookup;
        return lookup.endedAt < (lookup.status === 'none' ? times.unknownBefore : times.failedBefore);
      })
      .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
      .map(({ id }) => id);
  }
}
