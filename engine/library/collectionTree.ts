import type { Collection } from '../../shared/domain/collection.ts';

/** Those of the ids that are there, and all that lie in them. */
export function withDescendants(
  collections: readonly Pick<Collection, 'id' | 'parentId'>[],
  ids: readonly string[],
): Set<string> {
  const childrenOf = Map.groupBy(collections, ({ parentId }) => parentId);
  const wanted = new Set(ids);
  const found = new Set<string>();
  const waiting = collections.filter(({ id }) => wanted.has(id));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (found.has(next.id)) continue;
    found.add(next.id);
    waiting.push(...(childrenOf.get(next.id) ?? []));
  }
  return found;
}

/** A tag's name as names are compared. */
export function tagKey(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
