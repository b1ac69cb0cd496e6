import { createReadStream } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { AddedFile } from '../../shared/api/routes/documentRoutes.ts';
import { type Document, isUnfinished } from '../../shared/domain/document.ts';
import type { RetryStage } from '../../shared/domain/inspection.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { enqueueIngest, ingestJob } from '../jobs/ingestJobs.ts';
import { blobLock } from './keyedLock.ts';

interface FoundFile {
  path: string;
  source: 'file' | 'folder';
}

export interface AddHooks {
  /** Called with each outcome as it happens. */
  onFile(added: AddedFile): void;
  /** Called with a document's id before work on it can begin. */
  beforeEnqueue(documentId: string): void;
}

/**
 * Takes files and folders (searched for PDFs at every depth) into the library: copies the bytes, inserts the document, enqueues its ingest.
 * One outcome per file; a file that cannot be taken is an outcome, not an exception.
 */
export async function addFiles(ports: EnginePorts, ctx: RequestContext, paths: string[], hooks: AddHooks): Promise<AddedFile[]> {
  const outcomes: AddedFile[] = [];
  const taken = new Set<string>();
  const tell = (outcome: AddedFile) => {
    outcomes.push(outcome);
    hooks.onFile(outcome);
  };
  for (const path of paths) {
    for await (const found of filesUnder(path)) {
      ctx.signal.throwIfAborted();
      tell('error' in found ? failure(found.path, found.error) : await addFile(ports, ctx, found, taken, hooks));
    }
  }
  return outcomes;
}

/** `taken`: documents this call has queued. */
async function addFile(
  ports: EnginePorts,
  ctx: RequestContext,
  file: FoundFile,
  taken: Set<string>,
  hooks: AddHooks,
): Promise<AddedFile> {
  try {
    await refuseWhatIsNoPdf(file.path);
    const blob = await ports.blobs.put(ctx, createReadStream(file.path));
    const fileName = basename(file.path);
    const { document, duplicate } = await blobLock.run(blob.hash, async () => {
      // A purge of the same bytes may have come between.
      if (!(await ports.blobs.has(ctx, blob.hash))) await ports.blobs.put(ctx, createReadStream(file.path));
      return await ports.documents.insert(ctx, {
        id: ports.newId(),
        title: basename(fileName, extname(fileName)),
        source: file.source,
        fileName,
        localPath: file.path,
        blobHash: blob.hash,
        sizeBytes: blob.sizeBytes,
      });
    });
    // A copy beside it is told as one, also when the first has failed by now.
    if (taken.has(document.id)) return { id: document.id, file: file.path, status: 'duplicate', title: document.title };
    taken.add(document.id);
    hooks.beforeEnqueue(document.id);
    if (duplicate) return await offeredAgain(ports, ctx, document, file.path);
    await enqueueIngest(ports, ctx, document.id, { reparse: false });
    ports.events.publish({ type: 'document.changed', document, etaMs: null });
    return { id: document.id, file: file.path, status: 'queued', title: document.title };
  } catch (error) {
    if (ctx.signal.aborted) throw error;
    return failure(file.path, error);
  }
}

/**
 * The same bytes once more: out of the trash if they lie there, another try if the last one failed, still queued if work on them is not done;
 * otherwise a duplicate.
 */
async function offeredAgain(ports: EnginePorts, ctx: RequestContext, existing: Document, path: string): Promise<AddedFile> {
  const document = existing.deletedAt === null ? existing : await ports.documents.restore(ctx, existing.id);
  if (document.status === 'failed' || document.status === 'cancelled') {
    await retryDocument(ports, ctx, document.id);
    return { id: document.id, file: path, status: 'queued', title: document.title };
  }
  const queued = isUnfinished(document);
  if (queued) await enqueueIngest(ports, ctx, document.id, { reparse: false });
  if (existing.deletedAt !== null) ports.events.publish({ type: 'document.changed', document, etaMs: null });
  return { id: document.id, file: path, status: queued ? 'queued' : 'duplicate', title: document.title };
}

/**
 * Queues a document again, its crash count forgotten: from the start, or, with `embed`, to have its vectors computed again from what was read. One
 * that was never read begins at the start either way.
 */
export async function retryDocument(
  ports: EnginePorts,
  ctx: RequestContext,
  id: string,
  stage: RetryStage = 'parse',
): Promise<Document> {
  const before = await ports.documents.get(ctx, id);
  const keepsReading = stage === 'embed' && before !== null && before.activeRevisionId !== null;
  const document = await ports.documents.update(ctx, id, {
    status: 'queued',
    // What is missing of the text stays missing.
    error: keepsReading && before.status === 'partial' ? before.error : null,
    crashes: 0,
    ...(keepsReading ? {} : { pagesDone: 0 }),
    chunksEmbedded: 0,
    startedAt: null,
    finishedAt: null,
  });
  if (!document) throw new AppError('not_found', { message: 'This document is not in the library.' });
  // A job that waits for its next try would make the person wait with it.
  if ((await ports.queue.find(ingestJob, id))?.state === 'queued') await ports.queue.cancel(ingestJob, id);
  await enqueueIngest(ports, ctx, id, { reparse: !keepsReading, reembed: stage === 'embed' });
  ports.events.publish({ type: 'document.changed', document, etaMs: null });
  return document;
}

function failure(file: string, cause: unknown): AddedFile {
  const { code, message, action } = fileError(cause).toData();
  return { id: null, file, status: 'failed', title: basename(file), error: { code, message, action } };
}

function fileError(cause: unknown): AppError {
  const code = (cause as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new AppError('file_not_found', { cause });
  return AppError.from(cause);
}

async function* filesUnder(path: string): AsyncGenerator<FoundFile | { path: string; error: unknown }> {
  try {
    if (!(await stat(path)).isDirectory()) {
      yield { path, source: 'file' };
      return;
    }
  } catch (error) {
    yield { path, error };
    return;
  }
  yield* pdfsIn(path, new Set());
}

/** PDFs of a folder in name order; hidden entries are left out and a link back to a folder already seen is not followed. */
async function* pdfsIn(folder: string, seen: Set<string>): AsyncGenerator<FoundFile | { path: string; error: unknown }> {
  try {
    const real = await realpath(folder);
    if (seen.has(real)) return;
    seen.add(real);
    const entries = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
    for (const name of entries) {
      const path = join(folder, name);
      const info = await stat(path).catch(() => null);
      if (info?.isDirectory()) yield* pdfsIn(path, seen);
      else if (info?.isFile() && extname(name).toLowerCase() === '.pdf') yield { path, source: 'folder' };
    }
  } catch (error) {
    yield { path: folder, error };
  }
}

/** A file called .pdf is tried whatever its first bytes are (damaged ones can often be read); any other must begin like a PDF. */
async function refuseWhatIsNoPdf(path: string): Promise<void> {
  const info = await stat(path);
  if (!info.isFile()) throw new AppError('not_a_pdf');
  if (extname(path).toLowerCase() === '.pdf') return;
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
    if (!buffer.subarray(0, bytesRead).includes('%PDF-')) throw new AppError(info.size === 0 ? 'file_empty' : 'not_a_pdf');
  } finally {
    await file.close();
  }
}
