import type { Passage } from '../../shared/domain/passage.ts';
import type { RequestContext } from '../context.ts';
import { boxesForSpan } from '../library/boxes.ts';
import { type FoundChunk, type RetrievePorts, type RetrieveQuery, retrieve, type SearchMode } from './retrieve.ts';

/** Beyond this share of the places, a document's passages count less … */
const documentShare = 0.5;
/** … by so much: others come first that are nearly as good, not those that are merely there. */
const beyondShare = 0.9;

/**
 * The best `k` passages for a query, best first, each with its boxes. Where several documents are about as good, one does not take all places.
 * `mode` is the one really used: `lexical` where the query could not be embedded. Errors: `cancelled`, those of the stores.
 */
export async function search(
  ports: RetrievePorts,
  ctx: RequestContext,
  request: RetrieveQuery,
): Promise<{ passages: Passage[]; mode: SearchMode }> {
  const { found, mode } = await retrieve(ports, ctx, request);
  const chosen = spreadOverDocuments(found, request.k);
  return { passages: await Promise.all(chosen.map((one) => toPassage(ports, ctx, one))), mode };
}

/** The first `k`, in the order given, where what is beyond its document's share counts less. */
export function spreadOverDocuments(found: readonly FoundChunk[], k: number): FoundChunk[] {
  const most = Math.max(1, Math.ceil(k * documentShare));
  const taken = new Map<string, number>();
  const weighed = found.map((one) => {
    const count = taken.get(one.chunk.documentId) ?? 0;
    taken.set(one.chunk.documentId, count + 1);
    return { one, score: count < most ? one.score : one.score * beyondShare };
  });
  const first = weighed.sort((a, b) => b.score - a.score).slice(0, k);
  const chosen = new Set(first.map(({ one }) => one));
  return found.filter((one) => chosen.has(one));
}

async function toPassage(ports: RetrievePorts, ctx: RequestContext, found: FoundChunk): Promise<Passage> {
  const { chunk, score, lexicalScore, denseScore } = found;
  const numbers = Array.from({ length: chunk.pageLast - chunk.pageFirst + 1 }, (_, at) => chunk.pageFirst + at);
  const pages = await ports.documents.pages(ctx, chunk.revisionId, numbers);
  return {
    chunkId: chunk.id,
    documentId: chunk.documentId,
    revisionId: chunk.revisionId,
    title: chunk.title,
    section: chunk.section,
    page: chunk.pageFirst,
    pageEnd: chunk.pageLast,
    start: chunk.start,
    end: chunk.end,
    text: chunk.text,
    score,
    lexicalScore,
    denseScore,
    boxes: boxesForSpan(pages, chunk),
  };
}
