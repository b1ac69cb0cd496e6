import type { RequestContext } from '../../engine/context.ts';

/** A context of a library, as a host would make it. */
export function testContext(libraryId: string): RequestContext {
  return { principal: { id: 'tester' }, libraryId, requestId: 'test', signal: new AbortController().signal };
}
