import { useShallow } from 'zustand/react/shallow';
import type { Scope, TagColor } from '../../../../shared/domain/collection.ts';
import { fold } from '../library/fold.ts';
import { useLibrary } from '../library/libraryStore.ts';
import { useOrganisation } from '../library/organisation.ts';
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
  const documents = useLibrary(useShallow(({ listing }) => documentIds.map((id) => listing.entries.get(id)?.document)));
  const named = (kind: ScopeKind, ids: readonly string[], all: readonly { id: string; name: string; color?: TagColor }[]) =>
    ids.map((id): ScopePart => {
      const { name = null, color } = all.find((one) => one.id === id) ?? {};
      return { kind, id, name, ...(color ? { color } : {}) };
    });
  return [
    ...named('collectionIds', collectionIds, collections),
    ...named('tagIds', tagIds, tags),
    ...documentIds.map((id, at): ScopePart => {
      const document = documents[at];
      return { kind: 'documentIds', id, name: document && document.deletedAt === null ? document.title : null };
    }),
  ];
}

/** Papers offered at once; words narrow them down. */
const papersOffered = 50;

/** What holds each of these words: collections, tags, then papers. */
export function useScopeOffers(query: string): ScopePart[] {
  const { collections, tags } = useOrganisation();
  const entries = useLibrary((state) => state.listing.entries);
  const words = fold(query).split(/\s+/).filter(Boolean);
  const fits = (text: string) => words.every((word) => text.includes(word));
  const papers: ScopePart[] = [];
  for (const { document, text } of entries.values()) {
    if (papers.length === papersOffered) break;
    if (document.deletedAt === null && fits(text)) papers.push({ kind: 'documentIds', id: document.id, name: document.title });
  }
  return [
    ...collections.filter(({ name }) => fits(fold(name))).map(({ id, name }) => ({ kind: 'collectionIds' as const, id, name })),
    ...tags.filter(({ name }) => fits(fold(name))).map(({ id, name, color }) => ({ kind: 'tagIds' as const, id, name, color })),
    ...papers,
  ];
}
