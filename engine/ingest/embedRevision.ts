import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { embedSpeed } from '../jobs/eta.ts';
import type { StoredChunk } from '../ports/DocumentStore.ts';
import type { EmbedderInfo } from '../ports/Embedder.ts';
import { embeddingInput } from './chunk.ts';
import type { Progress } from './Progress.ts';
import type { StageNotes } from './StageLedger.ts';

/** Chunks given to the embedder at once: some seconds of work, so that progress moves and a cancel is felt. */
const batchSize = 32;
const pageSize = 500;

/**
 * Gives every chunk of a revision its vector in the embedder's space. Goes on where an earlier try ended; a text embedded before in this library is
 * not embedded again, unless all is to be done `anew`. Returns `none` when the model is not on this machine: the document is then searchable by words.
 */
export async function embedRevision(
  ports: EnginePorts,
  ctx: RequestContext,
  documentId: string,
  revisionId: string,
  progress: Progress,
  { anew, notes }: { anew: boolean; notes: StageNotes },
): Promise<'none' | 'complete'> {
  const info = await availableEmbedder(ports, notes);
  if (!info) return 'none';
  const startedAt = ports.now();
  const spaceId = info.space.id;
  await ports.vectors.ensureSpace(ctx, info.space);
  const chunks = await allChunks(ports, ctx, revisionId);
  const ids = chunks.map((chunk) => chunk.id);
  const existing = anew ? new Set<string>() : await ports.vectors.existing(ctx, spaceId, ids);
  const missing = chunks.filter((chunk) => !existing.has(chunk.id));
  const keys = anew ? [] : [...new Set(missing.map((chunk) => chunk.embedKey))];
  const known = await ports.vectors.byKeys(ctx, spaceId, keys);
  const reusable = missing.filter((chunk) => known.has(chunk.embedKey));
  const store = (batch: StoredChunk[], vectors: Float32Array[]) =>
    ports.vectors.upsert(
      ctx,
      spaceId,
      batch.map((chunk, i) => ({ id: chunk.id, documentId, key: chunk.embedKey, vector: vectors[i]! })),
    );
  if (reusable.length > 0) {
    await store(
      reusable,
      reusable.map((chunk) => known.get(chunk.embedKey)!),
    );
  }

  let done = chunks.length - missing.length + reusable.length;
  await ports.documents.setSpaceProgress(ctx, { revisionId, spaceId, state: 'building', chunksDone: done });
  await progress.report({ chunkCount: chunks.length, chunksEmbedded: done });
  notes.counts = { chunks: chunks.length, vectors: 0 };
  // Texts of like length side by side: a batch is padded to its longest.
  const todo = missing.filter((chunk) => !known.has(chunk.embedKey)).sort((a, b) => b.text.length - a.text.length);
  const keep = async (batch: StoredChunk[], vectors: Float32Array[]) => {
    await store(batch, vectors);
    done += batch.length;
    notes.counts.vectors = (notes.counts.vectors ?? 0) + batch.length;
    // What moves on is no document that crashes processes.
    await progress.report({ chunksEmbedded: done, crashes: 0 });
  };
  // One batch is written while the next one is embedded.
  let keeping: Promise<void> = Promise.resolve();
  for (let at = 0; at < todo.length; at += batchSize) {
    ctx.signal.throwIfAborted();
    const batch = todo.slice(at, at + batchSize);
    const batchStart = ports.now();
    const vectors = await ports.embedder.embed(
      batch.map((chunk) => embeddingInput(chunk.title, chunk.section, chunk.text)),
      { kind: 'document', signal: ctx.signal },
    );
    embedSpeed.add(batch.length, ports.now() - batchStart);
    await keeping;
    keeping = keep(batch, vectors);
    // Its failure is met at the next await, which an embedding that fails first does not reach.
    keeping.catch(() => undefined);
  }
  await keeping;
  await ports.documents.setSpaceProgress(ctx, { revisionId, spaceId, state: 'complete', chunksDone: done });
  await progress.report({ chunksEmbedded: done });
  ports.log.info({ documentId, stage: 'embed', chunks: todo.length, durationMs: ports.now() - startedAt }, 'document embedded');
  return 'complete';
}

async function availableEmbedder(ports: EnginePorts, notes: StageNotes): Promise<EmbedderInfo | null> {
  try {
    return await ports.embedder.info();
  } catch (error) {
    if (!AppError.is(error) || (error.code !== 'model_missing' && error.code !== 'model_corrupt')) throw error;
    notes.outcome = 'skipped';
    notes.problem = error;
    return null;
  }
}

async function allChunks(ports: EnginePorts, ctx: RequestContext, revisionId: string): Promise<StoredChunk[]> {
  const chunks: StoredChunk[] = [];
  for (;;) {
    const page = await ports.documents.listChunks(ctx, revisionId, { fromOrdinal: chunks.length, limit: pageSize });
    chunks.push(...page);
    if (page.length < pageSize) return chunks;
  }
}
