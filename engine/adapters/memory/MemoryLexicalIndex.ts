import type { RequestContext } from '../../context.ts';
import type { DocumentStore } from '../../ports/DocumentStore.ts';
import type { LexicalEntry, LexicalHit, LexicalIndex } from '../../ports/LexicalIndex.ts';
import { inverseFrequency, lengthNorm, termScore } from '../../search/bm25.ts';

interface Entry {
  length: number;
  counts: Map<string, number>;
}

interface IndexedRevision {
  documentId: string;
  entries: Map<string, Entry>;
}

interface VisibleEntry extends Entry {
  chunkId: string;
  documentId: string;
}

/** Reference implementation: looks at every visible entry. */
export class MemoryLexicalIndex implements LexicalIndex {
  readonly #documents: DocumentStore;
  readonly #libraries = new Map<string, Map<string, IndexedRevision>>();

  constructor(documents: DocumentStore) {
    this.#documents = documents;
  }

  async add(ctx: RequestContext, documentId: string, revisionId: string, entries: LexicalEntry[]): Promise<void> {
    const revisions = this.#libraries.get(ctx.libraryId) ?? new Map<string, IndexedRevision>();
    this.#libraries.set(ctx.libraryId, revisions);
    const revision = revisions.get(revisionId) ?? { documentId, entries: new Map<string, Entry>() };
    revisions.set(revisionId, revision);
    for (const { chunkId, terms } of entries) {
      const counts = new Map<string, number>();
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
      revision.entries.set(chunkId, { length: terms.length, counts });
    }
  }

  async remove(ctx: RequestContext, revisionIds: string[]): Promise<void> {
    for (const id of revisionIds) this.#libraries.get(ctx.libraryId)?.delete(id);
  }

  async search(ctx: RequestContext, terms: string[], options: { k: number; documentIds?: string[] }): Promise<LexicalHit[]> {
    const visible = await this.#visible(ctx);
    const mean = visible.reduce((sum, entry) => sum + entry.length, 0) / visible.length;
    const weights = [...new Set(terms)].map((term) => {
      const df = visible.filter((entry) => entry.counts.has(term)).length;
      return { term, idf: inverseFrequency(visible.length, df) };
    });
    const only = options.documentIds && new Set(options.documentIds);
    const hits: LexicalHit[] = [];
    for (const { chunkId, documentId, length, counts } of visible) {
      if (only && !only.has(documentId)) continue;
      const norm = lengthNorm(length, mean);
      let score = 0;
      for (const { term, idf } of weights) {
        const tf = counts.get(term);
        if (tf !== undefined) score += termScore(idf, tf, norm);
      }
      if (score > 0) hits.push({ chunkId, documentId, score });
    }
    return hits.sort((a, b) => b.score - a.score || (a.chunkId < b.chunkId ? -1 : 1)).slice(0, options.k);
  }

  async frequencies(ctx: RequestContext, terms: string[]): Promise<number[]> {
    const visible = await this.#visible(ctx);
    return terms.map((term) => visible.filter((entry) => entry.counts.has(term)).length / Math.max(visible.length, 1));
  }

  async optimize(): Promise<void> {}

  async #visible(ctx: RequestContext): Promise<VisibleEntry[]> {
    const visible: VisibleEntry[] = [];
    for (const [revisionId, { documentId, entries }] of this.#libraries.get(ctx.libraryId) ?? []) {
      const document = await this.#documents.get(ctx, documentId);
      if (!document || document.deletedAt !== null || document.activeRevisionId !== revisionId) continue;
      for (const [chunkId, entry] of entries) visible.push({ chunkId, documentId, ...entry });
    }
    return visible;
  }
}
