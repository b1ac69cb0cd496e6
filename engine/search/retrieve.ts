import { AppError } from '../../shared/errors/AppError.ts';
import type { ErrorCode } from '../../shared/errors/errorTable.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import type { StoredChunk } from '../ports/DocumentStore.ts';
import { analyse } from './analyse.ts';
import { closeness, mostClose } from './closeness.ts';
import { byMeaning, byWords, fuse } from './fuse.ts';
import { termWeight } from './termWeight.ts';

export type SearchMode = 'lexical' | 'dense' | 'hybrid';

export interface RetrieveQuery {
  query: string;
  /** At least this many chunks are returned when there are that many. */
  k: number;
  mode: SearchMode;
  documentIds?: string[];
  /** Kinds of chunks that are not looked at. */
  leaveOut?: readonly StoredChunk['kind'][];
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
/** Candidates whose text is read again for how close the query's words stand together; deeper ones are hardly ever lifted into the first ten. */
const readAgain = 30;
/** A list of references names every topic and tells about none: it counts this much of its score. */
const referencesPrior = 0.5;

/** Text from this many characters on counts in full; a heading or label alone is alike to any question about its paper and answers none. */
const fullLength = 200;
const shortPrior = 0.5;

/** Reasons why there is no query vector that leave word search as it is. */
const withoutVectors: ReadonlySet<ErrorCode> = new Set(['model_missing', 'model_corrupt', 'model_failed', 'process_crashed']);

type Hits = { id: string; score: number }[];

/**
 * Finds chunks by words and by meaning at the same time, fuses the two, and reads the best again for words that stand together; best first, ties by id. Where
 * the query cannot be embedded or nothing has been, words alone decide; `mode` says what was really used. Errors: `cancelled`, those of the stores.
 */
export async function retrieve(
  ports: RetrievePorts,
  ctx: RequestContext,
  request: RetrieveQuery,
): Promise<{ found: FoundChunk[]; mode: SearchMode }> {
  const vector = request.mode === 'lexical' ? null : queryVector(ports, ctx, request.query);
  const terms = analyse(request.query);
  const weights = weightsOf(ports, ctx, terms);
  // Its failure is met where it is awaited, unless the search ends before.
  weights.catch(() => undefined);
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
    const shown = await ports.documents.visibleChunks(ctx, ids);
    const wanted = shown.filter(({ kind }) => !request.leaveOut?.includes(kind));
    const visible = new Map(wanted.map((chunk) => [chunk.id, chunk]));
    const [shownLexical, shownDense] = lists.map((hits) => hits.filter((hit) => visible.has(hit.id))) as [Hits, Hits];
    // Vectors of trashed documents stay: where they crowd out the others, look deeper.
    const crowdedOut = dense && dense.length >= depth && shownDense.length < request.k;
    if (crowdedOut) continue;
    const found = rank(request.query, { lexical: shownLexical, dense: shownDense, visible, weights: await weights });
    return { found, mode: dense ? request.mode : 'lexical' };
  }
}

/** How telling each term of the query is in this library. */
async function weightsOf(
  ports: Pick<RetrievePorts, 'lexical'>,
  ctx: RequestContext,
  terms: string[],
): Promise<Map<string, number>> {
  const distinct = [...new Set(terms)];
  if (distinct.length === 0) return new Map();
  const shares = await ports.lexical.frequencies(ctx, distinct);
  return new Map(distinct.map((term, i) => [term, termWeight(shares[i]!)]));
}

interface Candidates {
  lexical: Hits;
  dense: Hits;
  visible: ReadonlyMap<string, StoredChunk>;
  weights: ReadonlyMap<string, number>;
}

function rank(query: string, { lexical, dense, visible, weights }: Candidates): FoundChunk[] {
  const ideal = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const lists = [...(lexical.length > 0 ? [byWords(lexical, ideal)] : []), ...(dense.length > 0 ? [byMeaning(dense)] : [])];
  const closenessOf = closeness(query, (term) => weights.get(term) ?? 0);
  const most = lists.length + mostClose;
  const lexicalScores = new Map(lexical.map((hit) => [hit.id, hit.score]));
  const denseScores = new Map(dense.map((hit) => [hit.id, hit.score]));
  const found = fuse(lists).map(({ id, score }, at) => {
    const chunk = visible.get(id)!;
    const close = at < readAgain ? closenessOf(chunk.text) : 0;
    return {
      chunk,
      score: Math.min(1, (lists.length * score + close) / most) * priorOf(chunk),
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
