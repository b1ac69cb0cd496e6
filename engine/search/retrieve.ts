import { AppError } from '../../shared/errors/AppError.ts';
import type { ErrorCode } from '../../shared/errors/errorTable.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import type { StoredChunk } from '../ports/DocumentStore.ts';
import { analyse } from './analyse.ts';
import { fuseScores, type RankedList } from './fuse.ts';

export type SearchMode = 'lexical' | 'dense' | 'hybrid';

export interface RetrieveQuery {
  query: string;
  /** At least this many chunks are returned when there are that many. */
  k: number;
  mode: SearchMode;
  documentIds?: string[];
}

/** A chunk found, with its fused score (0…1) and those it was fused from: BM25 and cosine similarity. */
export interface FoundChunk {
  chunk: StoredChunk;
  score: number;
  lexicalScore: number | null;
  denseScore: number | null;
}

export type RetrievePorts = Pick<EnginePorts, 'documents' | 'lexical' | 'vectors' | 'embedder'>;

/** Candidates taken from each retriever; more when more passages are asked for. */
const leastDepth = 200;
const weights = { lexical: 1, dense: 1 };
/** A list of references names every topic and tells about none: it counts this much of its score. */
const referencesPrior = 0.5;

/** Text from this many characters on counts in full; a heading or label alone is alike to any question about its paper and answers none. */
const fullLength = 200;
const shortPrior = 0.5;

/** Reasons why there is no query vector that leave word search as it is. */
const withoutVectors: ReadonlySet<ErrorCode> = new Set(['model_missing', 'model_corrupt', 'model_failed', 'process_crashed']);

type Hits = RankedList['hits'][number][];

/**
 * Finds chunks by words and by meaning at the same time and fuses the two rankings; best first, ties by id. Where the query cannot be
 * embedded or nothing has been, words alone decide; `mode` says what was really used. Errors: `cancelled`, those of the stores.
 */
export async function retrieve(
  ports: RetrievePorts,
  ctx: RequestContext,
  request: RetrieveQuery,
): Promise<{ found: FoundChunk[]; mode: SearchMode }> {
  const vector = request.mode === 'lexical' ? null : queryVector(ports, ctx, request.query);
  const terms = analyse(request.query);
  const byWords = (depth: number) => lexicalHits(ports, ctx, terms, depth, request.documentIds);
  const byMeaning = async (depth: number) => {
    const query = await vector;
    return query && denseHits(ports, ctx, query, depth, request.documentIds);
  };
  for (let depth = Math.max(leastDepth, 2 * request.k); ; depth *= 4) {
    ctx.signal.throwIfAborted();
    const [early, dense] = await Promise.all([request.mode === 'dense' ? [] : byWords(depth), byMeaning(depth)]);
    const lexical = request.mode === 'dense' && !dense ? await byWords(depth) : early;
    const lists = [lexical, dense ?? []];
    const ids = [...new Set(lists.flat().map((hit) => hit.id))];
    const visible = new Map((await ports.documents.visibleChunks(ctx, ids)).map((chunk) => [chunk.id, chunk]));
    const [shownLexical, shownDense] = lists.map((hits) => hits.filter((hit) => visible.has(hit.id))) as [Hits, Hits];
    // Vectors of trashed documents stay: where they crowd out the others, look deeper.
    const crowdedOut = dense && dense.length >= depth && shownDense.length < request.k;
    if (!crowdedOut) return { found: fuseFound(shownLexical, shownDense, visible), mode: dense ? request.mode : 'lexical' };
  }
}

function fuseFound(lexical: Hits, dense: Hits, visible: ReadonlyMap<string, StoredChunk>): FoundChunk[] {
  const lists = [
    { hits: lexical, weight: weights.lexical, floor: 0 },
    { hits: dense, weight: weights.dense },
  ].filter(({ hits }) => hits.length > 0);
  const lexicalScores = new Map(lexical.map((hit) => [hit.id, hit.score]));
  const denseScores = new Map(dense.map((hit) => [hit.id, hit.score]));
  const found = fuseScores(lists).map(({ id, score }) => {
    const chunk = visible.get(id)!;
    return {
      chunk,
      score: score * priorOf(chunk),
      lexicalScore: lexicalScores.get(id) ?? null,
      denseScore: denseScores.get(id) ?? null,
    };
  });
  // Stable: ties stay in the order of ids that fusion gave them.
  return found.sort((a, b) => b.score - a.score);
}

function priorOf({ kind, text }: StoredChunk): number {
  if (kind === 'references') return referencesPrior;
  return shortPrior + (1 - shortPrior) * Math.min(1, text.length / fullLength);
}

async function lexicalHits(
  ports: RetrievePorts,
  ctx: RequestContext,
  terms: string[],
  k: number,
  documentIds: string[] | undefined,
): Promise<Hits> {
  if (terms.length === 0) return [];
  const hits = await ports.lexical.search(ctx, terms, { k, ...(documentIds ? { documentIds } : {}) });
  return hits.map(({ chunkId, score }) => ({ id: chunkId, score }));
}

async function denseHits(
  ports: RetrievePorts,
  ctx: RequestContext,
  query: { spaceId: string; vector: Float32Array },
  k: number,
  documentIds: string[] | undefined,
): Promise<Hits | null> {
  try {
    return await ports.vectors.search(ctx, query.spaceId, query.vector, { k, ...(documentIds ? { documentIds } : {}) });
  } catch (error) {
    // Nothing was embedded with this model yet.
    if (AppError.is(error) && error.code === 'vector_index_missing') return null;
    throw error;
  }
}

async function queryVector(
  ports: RetrievePorts,
  ctx: RequestContext,
  query: string,
): Promise<{ spaceId: string; vector: Float32Array } | null> {
  try {
    const { space } = await ports.embedder.info();
    const [vector] = await ports.embedder.embed([query], { kind: 'query', signal: ctx.signal });
    return { spaceId: space.id, vector: vector! };
  } catch (error) {
    if (AppError.is(error) && withoutVectors.has(error.code)) return null;
    throw error;
  }
}
