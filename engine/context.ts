/**
 * Who asks, for which library, and until when. Made by the host; never from a caller's input.
 * Every store method takes it first: a store method without a library is a bug.
 */
export interface RequestContext {
  principal: { id: string };
  libraryId: string;
  requestId: string;
  signal: AbortSignal;
}
