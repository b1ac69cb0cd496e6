import type { Document } from '../../../shared/domain/document.ts';
import type { Reference } from '../../../shared/domain/inspection.ts';
import type { RequestContext } from '../../context.ts';
import { doiKey, titleKey } from '../../library/workKeys.ts';
import type { CitationCandidate, CitationStore, ListedReference } from '../../ports/CitationStore.ts';
import type { MemoryDocumentStore } from './MemoryDocumentStore.ts';

/** Reference implementation; compares every reference with every document. */
export class MemoryCitationStore implements CitationStore {
  readonly #documents: MemoryDocumentStore;

  constructor(documents: MemoryDocumentStore) {
    this.#documents = documents;
  }

  async candidates(ctx: RequestContext, documentId?: string): Promise<CitationCandidate[]> {
    const documents = this.#visible(ctx);
    const listed = await this.#listed(ctx);
    return listed.flatMap(({ citingId, reference }) =>
      documents
        .filter((cited) => cited.id !== citingId && shares(reference, cited))
        .filter((cited) => documentId === undefined || documentId === citingId || documentId === cited.id)
        .map((cited) => ({ citingId, citedId: cited.id, reference })),
    );
  }

  async unowned(ctx: RequestContext, { least, limit }: { least: number; limit: number }): Promise<ListedReference[]> {
    const documents = this.#visible(ctx);
    const listed = (await this.#listed(ctx)).filter(
      ({ reference }) => !documents.some((document) => shares(reference, document)),
    );
    const found = new Set<ListedReference>();
    for (const keyOf of [doiOf, titleOf]) {
      const groups = [...Map.groupBy(listed, ({ reference }) => keyOf(reference))]
        .map(([key, group]) => ({ key, group, count: new Set(group.map(({ citingId }) => citingId)).size }))
        .filter(({ key, count }) => key !== null && count >= least)
        .sort((a, b) => b.count - a.count || (a.key! < b.key! ? -1 : 1));
      for (const { group } of groups.slice(0, limit)) for (const one of group) found.add(one);
    }
    return listed.filter((one) => found.has(one));
  }

  #visible(ctx: RequestContext): Document[] {
    return [...this.#documents.stored(ctx).values()].filter(({ deletedAt }) => deletedAt === null);
  }

  async #listed(ctx: RequestContext): Promise<ListedReference[]> {
    const documents = this.#visible(ctx).sort((a, b) => (a.id < b.id ? -1 : 1));
    const lists = documents.map(async ({ id, activeRevisionId }) => {
      const reading = activeRevisionId === null ? null : await this.#documents.reading(ctx, activeRevisionId);
      return (reading?.references ?? []).map((reference) => ({ citingId: id, reference }));
    });
    return (await Promise.all(lists)).flat();
  }
}

const doiOf = ({ doi }: Reference) => doiKey(doi);
const titleOf = ({ title }: Reference) => titleKey(title ?? '');

function shares(reference: Reference, document: Document): boolean {
  const [doi, title] = [doiOf(reference), titleOf(reference)];
  return (doi !== null && doi === doiKey(document.doi)) || (title !== null && title === titleKey(document.title));
}
