import { randomUUID } from 'node:crypto';
import type { RequestContext } from '../../engine/context.ts';
import { localLibraryId, localPrincipalId } from '../../shared/domain/library.ts';

/** A request of the one person of this desktop, on its one library. */
export function localContext(signal: AbortSignal = new AbortController().signal): RequestContext {
  return { principal: { id: localPrincipalId }, libraryId: localLibraryId, requestId: randomUUID(), signal };
}
