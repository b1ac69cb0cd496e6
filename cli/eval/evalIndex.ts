import { createHash } from 'node:crypto';
import type { RequestContext } from '../../engine/context.ts';
import type { EnginePorts } from '../../engine/EnginePorts.ts';
import { chunkDocument, embeddingInput, toPageRecords } from '../../engine/ingest/chunk.ts';
import type { ChunkSize } from '../../engine/ingest/packSection.ts';
import { type TokenCounter, tokenCounter } from '../../engine/ingest/tokenCounter.ts';
import type { ChunkRecord } from '../../engine/ports/DocumentStore.ts';
import type { ParsedPage } from '../../engine/ports/Parser.ts';
import { analyserVersion, chunkTerms } from '../../engine/search/analyse.ts';
import type { BenchmarkDocument } from './benchmark.ts';

export type EvalPorts = Pick<EnginePorts, 'documents' | 'lexical' | 'vectors' | 'embedder'>;

/** A benchmark document with the chunks the product makes of it. */
interface Prepared {
  /** Names content, chunks and analyser: an index made by other code is not taken for this one's. */
  id: string;
  source: BenchmarkDocument;
  page: ParsedPage;
  chunks: ChunkRecord[];
}

export interface EvalIndex {
  /** The index's document id → the benchmark's. */
  sourceIds: Map<string, string>;
  documents: Prepared[];
}

/** Documents written at the same time, so that the store never waits for the next call. */
const addedAtOnce = 16;
/** Texts given to the embedder at once, and between two remarks on how far it is. */
const embedBatch = 32;
const remarkEveryMs = 5000;

/**
 * Brings the library to hold exactly these documents, each as a paper of one page, through the product's chunking and word index.
 * What an earlier run put there stays. `remark` hears how far it is; `size` cuts chunks other than the product's.
 */
export async function buildIndex(
  ports: EvalPorts,
  ctx: RequestContext,
  sources: BenchmarkDocument[],
  remark: (line: string) => void,
  size?: ChunkSize,
): Promise<EvalIndex> {
  const counter = await tokenCounter(ports.embedder, ctx.signal);
  const index: EvalIndex = { sourceIds: new Map(), documents: [] };
  for (const source of sources) {
    const prepared = await prepare(source, counter, size);
    index.documents.push(prepared);
    index.sourceIds.set(prepared.id, source.id);
  }
  const present = await removeOthers(ports, ctx, index.sourceIds);
  const missing = index.documents.filter((document) => !present.has(document.id));
  if (missing.length === 0) return index;
  remark(`Indexing ${missing.length} documents …`);
  for (let at = 0; at < missing.length; at += addedAtOnce) {
    ctx.signal.throwIfAborted();
    await Promise.all(missing.slice(at, at + addedAtOnce).map((document) => addDocument(ports, ctx, document)));
  }
  await ports.lexical.optimize(ctx);
  return index;
}

/** Embeds the chunks that have no vector in the embedder's space yet; an interrupted run goes on where it stopped. Errors: the embedder's. */
export async function embedIndex(
  ports: EvalPorts,
  ctx: RequestContext,
  index: EvalIndex,
  remark: (line: string) => void,
): Promise<void> {
  const { space } = await ports.embedder.info();
  await ports.vectors.ensureSpace(ctx, space);
  const all = index.documents.flatMap(({ id, source, chunks }) =>
    chunks.map((chunk) => ({ id: chunk.id, documentId: id, key: chunk.embedKey, title: source.title, chunk })),
  );
  const existing = await ports.vectors.existing(
    ctx,
    space.id,
    all.map((row) => row.id),
  );
  const missing = all.filter((row) => !existing.has(row.id));
  if (missing.length === 0) return;
  const known = await ports.vectors.byKeys(ctx, space.id, [...new Set(missing.map((row) => row.key))]);
  const reused = missing.flatMap((row) => known.get(row.key) ?? []);
  await ports.vectors.upsert(
    ctx,
    space.id,
    missing.filter((row) => known.has(row.key)).map((row, at) => ({ ...row, vector: reused[at]! })),
  );
  const todo = missing.filter((row) => !known.has(row.key)).sort((a, b) => b.chunk.text.length - a.chunk.text.length);
  const totalCharacters = todo.reduce((sum, row) => sum + row.chunk.text.length, 0);
  const startedAt = performance.now();
  let characters = 0;
  let remarkedAt = startedAt;
  for (let at = 0; at < todo.length; at += embedBatch) {
    ctx.signal.throwIfAborted();
    const batch = todo.slice(at, at + embedBatch);
    const texts = batch.map(({ title, chunk }) => embeddingInput(title, chunk.section, chunk.text));
    const vectors = await ports.embedder.embed(texts, { kind: 'document', signal: ctx.signal });
    await ports.vectors.upsert(
      ctx,
      space.id,
      batch.map((row, n) => ({ ...row, vector: vectors[n]! })),
    );
    characters += batch.reduce((sum, row) => sum + row.chunk.text.length, 0);
    if (performance.now() - remarkedAt < remarkEveryMs) continue;
    remarkedAt = performance.now();
    const left = ((remarkedAt - startedAt) * (totalCharacters - characters)) / characters;
    remark(`Embedding: ${at + batch.length} of ${todo.length} chunks, about ${Math.ceil(left / 1000)} s left …`);
  }
  await ports.vectors.optimize(ctx, space.id);
}

async function prepare(source: BenchmarkDocument, counter: TokenCounter, size?: ChunkSize): Promise<Prepared> {
  const { title, text, blocks } = source;
  const page: ParsedPage = {
    number: 1,
    label: null,
    width: 612,
    height: 792,
    text,
    runs: [],
    blocks,
    error: null,
    trace: { source: 'text', quality: null, confidence: null, durationMs: 0, warnings: [] },
  };
  const chunks: ChunkRecord[] = [];
  const input = { title, pages: [page], counter, newId: () => '', ...(size ? { size } : {}) };
  for await (const batch of chunkDocument(input)) chunks.push(...batch);
  const spans = chunks.map(({ start, end, embedKey }) => `${start}-${end}:${embedKey}`);
  const id = sha256([source.id, analyserVersion, title, text, ...spans].join('\n')).slice(0, 32);
  return { id, source, page, chunks: chunks.map((chunk) => ({ ...chunk, id: `${id}-${chunk.ordinal}` })) };
}

/** Purges documents that are not, or no longer wholly, among those wanted; returns the ids that stay. */
async function removeOthers(ports: EvalPorts, ctx: RequestContext, wanted: ReadonlyMap<string, string>): Promise<Set<string>> {
  const present = new Set<string>();
  const others: string[] = [];
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await ports.documents.list(ctx, { limit: 500, ...(cursor ? { cursor } : {}) });
    for (const { id, activeRevisionId } of items) {
      if (wanted.has(id) && activeRevisionId !== null) present.add(id);
      else others.push(id);
    }
    cursor = nextCursor ?? undefined;
  } while (cursor);
  // Vectors stay: a chunk that is only numbered anew finds its own again by its key.
  for (const id of others) {
    const { revisionIds } = await ports.documents.purge(ctx, id);
    await ports.lexical.remove(ctx, revisionIds);
  }
  return present;
}

async function addDocument(ports: EvalPorts, ctx: RequestContext, { id, source, page, chunks }: Prepared): Promise<void> {
  await ports.documents.insert(ctx, {
    id,
    title: source.title,
    source: 'file',
    fileName: source.id,
    localPath: null,
    blobHash: sha256(id),
    sizeBytes: page.text.length,
  });
  const revisionId = `${id}-r`;
  await ports.documents.beginRevision(ctx, id, { id: revisionId, parser: 'benchmark' });
  await ports.documents.addPages(ctx, revisionId, toPageRecords([page]));
  await ports.documents.addChunks(ctx, revisionId, chunks);
  const entries = chunks.map((chunk) => ({
    chunkId: chunk.id,
    terms: chunkTerms({ title: source.title, section: chunk.section, text: chunk.text }),
  }));
  await ports.lexical.add(ctx, id, revisionId, entries);
  await ports.documents.activateRevision(ctx, revisionId, null);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
