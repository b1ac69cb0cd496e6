import { AppError } from '../../../shared/errors/AppError.ts';
import type { RequestContext } from '../../context.ts';
import type { WorkFacts } from '../../library/sameWork.ts';
import { doiKey, titleKey } from '../../library/workKeys.ts';
import type { RelatedStore } from '../../ports/RelatedStore.ts';
import type { MemoryDocumentStore } from './MemoryDocumentStore.ts';

/** Reference implementation; compares every document with every other. */
export class MemoryRelatedStore implements RelatedStore {
  readonly #documents: MemoryDocumentStore;
  readonly #distinct = new Map<string, [string, string][]>();

  constructor(documents: MemoryDocumentStore) {
    this.#documents = documents;
  }

  async sharing(ctx: RequestContext, id: string): Promise<WorkFacts[]> {
    const all = await this.#facts(ctx);
    const own = all.find((facts) => facts.id === id);
    return own ? all.filter((other) => other === own || share(own, other)) : [];
  }

  async allSharing(ctx: RequestContext): Promise<WorkFacts[]> {
    const visible = (await this.#facts(ctx)).filter(({ deletedAt }) => deletedAt === null);
    return visible.filter((one) => visible.some((other) => other !== one && share(one, other)));
  }

  async distinct(ctx: RequestContext, id?: string): Promise<[string, string][]> {
    const stored = this.#documents.stored(ctx);
    return (this.#distinct.get(ctx.libraryId) ?? [])
      .filter((pair) => pair.every((one) => stored.has(one)) && (id === undefined || pair.includes(id)))
      .sort(([a, b], [c, d]) => (a < c || (a === c && b < d) ? -1 : 1));
  }

  async setDistinct(ctx: RequestContext, pair: [string, string], distinct: boolean): Promise<void> {
    if (pair.some((id) => !this.#documents.stored(ctx).has(id))) throw new AppError('not_found');
    const [a, b] = [...pair].sort() as [string, string];
    const others = (this.#distinct.get(ctx.libraryId) ?? []).filter(([c, d]) => c !== a || d !== b);
    this.#distinct.set(ctx.libraryId, distinct ? [...others, [a, b]] : others);
  }

  async #facts(ctx: RequestContext): Promise<WorkFacts[]> {
    const documents = [...this.#documents.stored(ctx).values()];
    const facts = documents.map(async ({ id, title, authors, year, doi, createdAt, deletedAt, activeRevisionId }) => {
      const reading = activeRevisionId === null ? null : await this.#documents.reading(ctx, activeRevisionId);
      return { id, title, authors: [...authors], year, doi, createdAt, deletedAt, arxivId: reading?.arxivId ?? null };
    });
    return (await Promise.all(facts)).sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  }
}

function share(a: WorkFacts, b: WorkFacts): boolean {
  return [
    [titleKey(a.title), titleKey(b.title)],
    [doiKey(a.doi), doiKey(b.doi)],
    [a.arxivId, b.arxivId],
  ].some(([ours, theirs]) => ours !== null && ours === theirs);
}
