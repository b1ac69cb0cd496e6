import type { Scope } from '../../shared/domain/collection.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';

/**
 * The documents a search or a question is confined to: those named and those of the scope. Undefined for the whole library; an empty list where
 * what was named holds nothing, so that nothing is found.
 */
export async function documentsWithin(
  ports: Pick<EnginePorts, 'collections'>,
  ctx: RequestContext,
  { documentIds, scope }: { documentIds?: string[] | undefined; scope?: Scope | undefined },
): Promise<string[] | undefined> {
  const inScope = scope ? await ports.collections.documentIdsIn(ctx, scope) : null;
  if (!inScope) return documentIds;
  return [...new Set([...inScope, ...(documentIds ?? [])])];
}
