import type { Passage } from '../../shared/domain/passage.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { boxesForSpan } from '../library/boxes.ts';
import type { PageRecord, StoredChunk } from '../ports/DocumentStore.ts';
import { analyse } from './analyse.ts';
import { type Candidate, fuseScores } from './fuse.ts';

export type SearchMode = 'lexical' | 'dense' | 'hybrid';

export interface SearchRequest {
  query: string;
  k: number;
  mode: SearchMode;
  documentIds?: string[];
}

export type SearchPorts = Pick<EnginePorts, 'documents' | 'lexical' | 'vectors' | 'embedder' | 'log'>;

export interface SearchResult {
  passages: Passage[];
  /** What was really used: `lexical` when the model is not there. */
  mode: SearchMode;
}

/** Weights of the fusion, chosen by measurement (docs/adr/0004-fusion.md). */
export const fusionWeights = { lexical: 0.4, dense: 0.6 } as const;
/** Reference lists repeat a topic's words without saying anything of it. */
const referencesPrior = 0.5;
/** Each retriever gives this many per passage wanted, and at least `minCandidates`: fusion, caps and hidden chunks take some away. */
const candidatesPerPassage = 6;
const minCandidates = 60;
/** Of ten passages at most this many from one document, unless others are lacking. */
const perDocumentShare = 0.5;

/**
 * The passages that bear on a query, best first. Words (BM25) and meaning (vectors) are asked side by side and fused. One document gives at most half of
 * them as long as there are others. Errors: those of the ports, but for a model that is missing or broken: then words alone are used.
 */
export async function search(ports: SearchPorts, ctx: RequestContext, request: SearchRequest): Promise<SearchResult> {
  const wanted = Math.max(minCandidates, request.k * candidatesPerPassage);
  const scope = request.documentIds ? { documentIds: request.documentIds } : {};
  const [dense, lexical] = await Promise.all([
    request.mode === 'lexical' ? null : denseCandidates(ports, ctx, request.query, { k: wanted, ...scope }),
    request.mode === 'dense' ? [] : lexicalCandidates(ports, ctx, request.query, { k: wanted, ...scope }),
  ]);
  const words =
    dense === null && request.mode === 'dense'
      ? await lexicalCandidates(ports, ctx, request.query, { k: wanted, ...scope })
      : lexical;
  const fused = fuseScores([
    { candidates: words, weight: fusionWeights.lexical },
    { candidates: dense ?? [], weight: fusionWeights.dense },
  ]);
  const chunks = await ports.documents.visibleChunks(
    ctx,
    fused.map(({ id }) => id),
  );
  const scores = new Map(fused.map(({ id, score }) => [id, score]));
  const scored = chunks
    .map((chunk) => ({ chunk, score: scores.get(chunk.id)! * (chunk.kind === 'references' ? referencesPrior : 1) }))
    .sort((a, b) => b.score - a.score || (a.chunk.id < b.chunk.id ? -1 : 1));
  const chosen = capped(scored, request.k);
  const boxes = await boxesOf(
    ports,
    ctx,
    chosen.map(({ chunk }) => chunk),
  );
  const lexicalScores = new Map(words.map(({ id, score }) => [id, score]));
  const denseScores = new Map((dense ?? []).map(({ id, score }) => [id, score]));
  return {
    passages: chosen.map(({ chunk, score }, i) => ({
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
      lexicalScore: lexicalScores.get(chunk.id) ?? null,
      denseScore: denseScores.get(chunk.id) ?? null,
      boxes: boxes[i]!,
    })),
    mode: dense === null ? 'lexical' : request.mode,
  };
}

type Limits = { k: number; documentIds?: string[] };

async function lexicalCandidates(ports: SearchPorts, ctx: RequestContext, query: string, limits: Limits): Promise<Candidate[]> {
  const hits = await ports.lexical.search(ctx, analyse(query), limits);
  return hits.map(({ chunkId, score }) => ({ id: chunkId, score }));
}

/** Null when meaning cannot be searched here: no usable model. */
async function denseCandidates(
  ports: SearchPorts,
  ctx: RequestContext,
  query: string,
  limits: Limits,
): Promise<Candidate[] | null> {
  try {
    const { space } = await ports.embedder.info();
    const [vector] = await ports.embedder.embed([query], { kind: 'query', signal: ctx.signal });
    return await ports.vectors.search(ctx, space.id, vector!, limits);
  } catch (error) {
    const { code } = AppError.from(error);
    // Nothing was embedded yet.
    if (code === 'vector_index_missing') return [];
    if (code !== 'model_missing' && code !== 'model_corrupt' && code !== 'model_failed') throw error;
    ports.log.debug({ requestId: ctx.requestId, code }, 'searching by words only');
    return null;
  }
}

/** The best `k` with each document's share capped; what the cap put back fills up what is left, in order. */
function capped<T extends { chunk: StoredChunk }>(scored: T[], k: number): T[] {
  const cap = Math.max(1, Math.ceil(k * perDocumentShare));
  const taken = new Map<string, number>();
  const within: T[] = [];
  const beyond: T[] = [];
  for (const item of scored) {
    const count = taken.get(item.chunk.documentId) ?? 0;
    taken.set(item.chunk.documentId, count + 1);
    (count < cap ? within : beyond).push(item);
  }
  return [...within, ...beyond].slice(0, k);
}

async function boxesOf(ports: SearchPorts, ctx: RequestContext, chunks: StoredChunk[]): Promise<Passage['boxes'][]> {
  const numbers = new Map<string, Set<number>>();
  for (const { revisionId, pageFirst, pageLast } of chunks) {
    const wanted = numbers.get(revisionId) ?? new Set();
    for (let page = pageFirst; page <= pageLast; page++) wanted.add(page);
    numbers.set(revisionId, wanted);
  }
  const pages = new Map<string, PageRecord[]>(
    await Promise.all(
      [...numbers].map(
        async ([revisionId, wanted]) => [revisionId, await ports.documents.pages(ctx, revisionId, [...wanted])] as const,
      ),
    ),
  );
  return chunks.map((chunk) => boxesForSpan(pages.get(chunk.revisionId) ?? [], chunk));
}
