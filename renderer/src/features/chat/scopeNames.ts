import type { Scope, TagColor } from '../../../../shared/domain/collection.ts';
import { useLibrary } from '../library/libraryStore.ts';
import { useOrganisation } from './groups.ts';
import type { ScopeKind } from './scope.ts';

/** A collection, a tag or a paper that a chat can be about. `name` is null for one that is not in the library any more. */
export interface ScopePart {
  kind: ScopeKind;
  id: string;
  name: string | null;
  color?: TagColor;
}

/** The parts of a scope by name, in the order of the chips. */
export function useScopeParts({ collectionIds, tagIds, documentIds }: Scope): ScopePart[] {
  const { collections, tags } = useOrganisation();
  const entries = useLibrary((state) => state.listing.entries);
  return [
    ...collectionIds.map((id) => ({
      kind: 'collectionIds' as const,
      id,
      name: collections.find((one) => one.id === id)?.name ?? null,
    })),
    ...tagIds.map((id) => {
      const tag = tags.find((one) => one.id === id);
      return { kind: 'tagIds' as const, id, name: tag?.name ?? null, ...(tag ? { color: tag.color } : {}) };
    }),
    ...documentIds.map((id) => {
      const document = entries.get(id)?.document;
      return { kind: 'documentIds' as const, id, name: document && document.deletedAt === null ? document.title : null };
    }),
  ];
}

/** Papers offered at once; words narrow them down. */
const papersOffered = 50;

/** What holds each of these words in its name: collections, tags, then papers. */
export function useScopeOffers(query: string): ScopePart[] {
  const { collections, tags } = useOrganisation();
  const { entries, order } = useLibrary((state) => state.listing);
  const words = fold(query).split(/\s+/).filter(Boolean);
  const fits = (name: string) => {
    const folded = fold(name);
    return words.every((word) => folded.includes(word));
  };
  const papers: ScopePart[] = [];
  for (const id of order) {
    const document = entries.get(id)?.document;
    if (!document || document.deletedAt !== null) continue;
    if (fits(`${document.title} ${document.authors.join(' ')} ${document.fileName}`))
      papers.push({ kind: 'documentIds', id, name: document.title });
    if (papers.length === papersOffered) break;
  }
  return [
    ...collections.filter(({ name }) => fits(name)).map(({ id, name }) => ({ kind: 'collectionIds' as const, id, name })),
    ...tags.filter(({ name }) => fits(name)).map(({ id, name, color }) => ({ kind: 'tagIds' as const, id, name, color })),
    ...papers,
  ];
}

function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
