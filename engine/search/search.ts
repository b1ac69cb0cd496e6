import type { Passage } from '../../shared/domain/passage.ts';
import type { RequestContext } from '../context.ts';
import { boxesForSpan } from '../library/boxes.ts';
import { type FoundChunk, type RetrievePorts, type RetrieveQuery, retrieve, type SearchMode } from './retrieve.ts';

/** One document gives at most this share of the passages, as long as others have something to say. */
const documentShare = 0.5;

/**
 * The best `k` passages for a query, best first, each with its boxes. One document cannot take all places unless no other has any match.
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

/** The first `k`, leaving out what is beyond a document's share while other documents can fill the places. Order is kept. */
export function spreadOverDocuments(found: readonly FoundChunk[], k: number): FoundChunk[] {
  const most = Math.max(1, Math.ceil(k * documentShare));
  const taken = new Map<string, number>();
  const within: FoundChunk[] = [];
  const beyond: FoundChunk[] = [];
  for (const one of found) {
    const { documentId } = one.chunk;
    const count = taken.get(documentId) ?? 0;
    (count < most ? within : beyond).push(one);
    taken.set(documentId, count + 1);
  }
  const chosen = new Set([...within, ...beyond].slice(0, k));
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
