import type { Document } from '../../shared/domain/document.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import { errorTable } from '../../shared/errors/errorTable.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { ocrSpeed, parseSpeed, recognising } from '../jobs/eta.ts';
import { tellRelated } from '../library/related.ts';
import { RetryAfter } from '../ports/JobQueue.ts';
import type { ParsedDocument, ParsedPage } from '../ports/Parser.ts';
import { withRecord } from '../records/withRecord.ts';
import { chunkTerms } from '../search/analyse.ts';
import { chunkDocument, toPageRecords } from './chunk.ts';
import { embedRevision } from './embedRevision.ts';
import { languageOf } from './language.ts';
import { metadataOf } from './metadata.ts';
import { Progress } from './Progress.ts';
import { readingOf } from './readingOf.ts';
import { StageLedger, type StageNotes } from './StageLedger.ts';
import { tokenCounter } from './tokenCounter.ts';

/** Crashes of a background process on one document after which it is set aside. */
const maxCrashes = 3;
/** A document whose pages without text make up at least this share is `partial`: figures alone do not fill so many. */
const noTextShare = 0.25;

/** How long work waits on a full disk before it looks again. */
const roomAgainMs = 5000;

export interface IngestOptions {
  /** Read the PDF again even if a revision is there. */
  reparse: boolean;
  /** Compute every vector again, also those that are there. */
  reembed: boolean;
  /** Opens an encrypted PDF; kept in memory only. */
  password?: string;
  /** No further try follows: what is retryable otherwise now fails the document. */
  lastTry: boolean;
}

/**
 * Takes one document from queued to ready: parse → chunk → embed → publish. Safe to run again at any point: a finished stage is not repeated, an
 * unfinished one starts over, and the revision that answered before answers until its successor is complete.
 * The only place that sets a document's status while work goes on. Throws what should be tried again.
 */
export async function ingestDocument(
  ports: EnginePorts,
  ctx: RequestContext,
  documentId: string,
  options: IngestOptions,
): Promise<void> {
  const document = await ports.documents.get(ctx, documentId);
  if (!document || document.deletedAt !== null || document.status === 'failed' || document.status === 'cancelled') return;
  const progress = new Progress(ports, ctx, document);
  const ledger = new StageLedger(ports, ctx, document.id);
  try {
    // An interrupted try goes on; work on a document that was done with begins anew.
    const goesOn = document.startedAt !== null && document.finishedAt === null;
    await progress.set({ startedAt: goesOn ? document.startedAt : ports.now(), finishedAt: null });
    const revisionId = await readDocument(ports, ctx, document, progress, ledger, options);
    await progress.set({ status: 'embedding', vectors: 'building' });
    const anew = options.reembed;
    const vectors = await ledger.run('embed', (notes) =>
      embedRevision(ports, ctx, document.id, revisionId, progress, { anew, notes }),
    );
    await ledger.run('publish', () => publish(ports, ctx, document, revisionId));
    const error = progress.document.error;
    await progress.set({ status: error ? 'partial' : 'ready', vectors, finishedAt: ports.now() });
  } catch (error) {
    await settleFailure(ports, ctx, progress, AppError.from(error), options).catch((unwritten) => {
      // Not even the failure can be written: work on it waits for room, so that it is neither lost nor left half-way.
      const cause = AppError.from(unwritten);
      throw cause.code === 'disk_full' ? new RetryAfter(roomAgainMs, cause.message, { cause }) : unwritten;
    });
  }
}

/** Parses and chunks into a revision, unless one from an earlier try can be gone on with. Returns its id. */
async function readDocument(
  ports: EnginePorts,
  ctx: RequestContext,
  document: Document,
  progress: Progress,
  ledger: StageLedger,
  options: IngestOptions,
): Promise<string> {
  if (document.activeRevisionId && !options.reparse) return document.activeRevisionId;
  const startedAt = ports.now();
  await progress.set({ status: 'parsing', error: null, pagesDone: 0, chunkCount: 0, chunksEmbedded: 0 });
  const revision = await ports.documents.beginRevision(ctx, document.id, { id: ports.newId(), parser: ports.parser.version });
  const read = await ledger.run('parse', (notes) => parsePages(ports, ctx, document, progress, options, notes));
  await ledger.run('chunk', (notes) => keepReading(ports, ctx, document, progress, revision.id, read, notes));
  // A first revision answers word searches from here on; a later one waits until its vectors are complete.
  if (!document.activeRevisionId) {
    await ports.documents.activateRevision(ctx, revision.id, null);
    await tellRelated(ports, ctx, document.id);
  }
  const { pages } = read;
  ports.log.info(
    { documentId: document.id, stage: 'parse', pages: pages.length, durationMs: ports.now() - startedAt },
    'document read',
  );
  return revision.id;
}

/** Finds out what the pages tell of the paper, and keeps that with the pages and their chunks in a revision. */
async function keepReading(
  ports: EnginePorts,
  ctx: RequestContext,
  document: Document,
  progress: Progress,
  revisionId: string,
  { parsed, pages, problem }: ReadPages,
  notes: StageNotes,
): Promise<void> {
  const ownWords = metadataOf({ parsed, pages }, { fileName: document.fileName, now: ports.now() });
  const read = await withRecord(ports, ctx, document, ownWords);
  // What a person called it says more about its passages than what was read.
  const title = document.editedFields.includes('title') ? document.title : read.title;
  const records = toPageRecords(pages);
  for (const batch of batchesOf(records, 50)) await ports.documents.addPages(ctx, revisionId, batch);
  await ports.documents.saveReading(ctx, revisionId, readingOf({ parsed, pages }, read));
  let chunkCount = 0;
  const counter = await tokenCounter(ports.embedder, ctx.signal);
  for await (const chunks of chunkDocument({ title, pages, counter, newId: ports.newId })) {
    ctx.signal.throwIfAborted();
    await ports.documents.addChunks(ctx, revisionId, chunks);
    await ports.lexical.add(
      ctx,
      document.id,
      revisionId,
      chunks.map((chunk) => ({ chunkId: chunk.id, terms: chunkTerms({ title, section: chunk.section, text: chunk.text }) })),
    );
    chunkCount += chunks.length;
    await progress.report({ chunkCount });
  }
  notes.counts = { pages: pages.length, chunks: chunkCount };
  await progress.set({
    ...read,
    language: languageOf(pages),
    pageCount: pages.length,
    pagesDone: pages.length,
    chunkCount,
    error: problem ? { ...pick(problem), pages: problem.data?.pages as number[] } : null,
  });
}

interface ReadPages {
  parsed: ParsedDocument;
  pages: ParsedPage[];
  /** What is missing of its text. */
  problem: AppError | null;
}

async function parsePages(
  ports: EnginePorts,
  ctx: RequestContext,
  document: Document,
  progress: Progress,
  options: IngestOptions,
  notes: StageNotes,
): Promise<ReadPages> {
  const file = await ports.blobs.localFile(ctx, document.blobHash);
  const pages: ParsedPage[] = [];
  let openedAt = ports.now();
  try {
    const parsed = await ports.parser.parse(
      { path: file.path, ...(options.password === undefined ? {} : { password: options.password }) },
      {
        signal: ctx.signal,
        onOpen: (pageCount) => {
          openedAt = ports.now();
          progress.reportSoon({ pageCount });
        },
        onProgress: (pagesDone, toRecognise) => {
          recognising.set(document.id, toRecognise);
          progress.reportSoon({ pagesDone });
        },
        onPage: (page) => pages.push(page),
      },
    );
    measureSpeeds(pages, ports.now() - openedAt);
    notes.counts = { pages: pages.length };
    notes.problem = textProblem(pages, parsed.recovered ?? false);
    if (notes.problem && pages.every((page) => page.text.trim() === '')) throw notes.problem;
    return { parsed, pages, problem: notes.problem };
  } finally {
    recognising.delete(document.id);
    await file.release();
  }
}

/** Pages that were read on their pictures took nearly all the time they needed for that. */
function measureSpeeds(pages: ParsedPage[], ms: number): void {
  const pictures = pages.filter((page) => page.trace.source === 'ocr');
  const picturesMs = pictures.reduce((sum, page) => sum + page.trace.durationMs, 0);
  ocrSpeed.add(pictures.length, picturesMs);
  parseSpeed.add(pages.length - pictures.length, Math.max(0, ms - picturesMs));
}

/** What is wrong with the text of a parsed document: nothing at all to read, or pages that are missing. */
function textProblem(pages: ParsedPage[], recovered: boolean): AppError | null {
  const broken = pages.filter((page) => page.error !== null).map((page) => page.number);
  const empty = pages.filter((page) => page.error === null && page.text.trim() === '').map((page) => page.number);
  if (broken.length + empty.length === pages.length) {
    const failed = pages.flatMap(({ trace }) => trace.warnings.find(({ code }) => code === 'ocr_failed') ?? []);
    if (failed.length > pages.length / 2) {
      return new AppError('ocr_failed', { message: `Text recognition did not get through its pages: ${failed[0]!.detail}.` });
    }
    if (empty.length >= broken.length) return new AppError('pdf_no_text');
    const garbled = pages.filter((page) => page.error === 'pdf_text_garbled').length;
    if (garbled > broken.length / 2) return new AppError('pdf_text_garbled');
    return new AppError('pdf_corrupt', { message: 'None of its pages could be read.' });
  }
  if (broken.length > 0) {
    return new AppError('pdf_pages_failed', {
      message: `${list(broken)} could not be read; the rest is searchable.`,
      data: { pages: broken },
    });
  }
  if (recovered) return new AppError('pdf_recovered');
  if (empty.length / pages.length < noTextShare) return null;
  return new AppError('pdf_pages_no_text', {
    message: `${list(empty)} ${empty.length === 1 ? 'holds' : 'hold'} no text to read; the rest is searchable.`,
    data: { pages: empty },
  });
}

/** After a re-ingest: the new revision takes over and the old one goes, in every index. */
async function publish(ports: EnginePorts, ctx: RequestContext, document: Document, revisionId: string): Promise<void> {
  if (document.activeRevisionId && document.activeRevisionId !== revisionId) {
    await ports.documents.activateRevision(ctx, revisionId, document.activeRevisionId);
  }
  const { chunkIds, revisionIds } = await ports.documents.pruneRevisions(ctx, document.id);
  if (revisionIds.length === 0) return;
  await ports.lexical.remove(ctx, revisionIds);
  for (const space of await ports.vectors.spaces(ctx)) await ports.vectors.removeChunks(ctx, space, chunkIds);
}

async function settleFailure(
  ports: EnginePorts,
  requestCtx: RequestContext,
  progress: Progress,
  error: AppError,
  options: IngestOptions,
): Promise<void> {
  if (error.code === 'shutting_down') throw error;
  // The request's own signal is aborted when a job is cancelled; what remains to be written is not.
  const ctx = { ...requestCtx, signal: new AbortController().signal };
  const document = await ports.documents.get(ctx, progress.document.id);
  // Removed meanwhile: its status stays, so that a restore takes the work up again.
  if (!document || document.deletedAt !== null) return;
  const log = ports.log.child({ documentId: document.id, code: error.code });
  const last = new Progress(ports, ctx, document);
  if (error.code === 'cancelled') {
    await last.set({ ...progress.pending, status: 'cancelled', error: pick(error), finishedAt: ports.now() });
    return;
  }
  // The store serves every document: its end is no document's fault.
  const toBlame = error.code === 'process_crashed' && error.data?.process !== 'store';
  const crashes = document.crashes + (toBlame ? 1 : 0);
  const setAside = crashes >= maxCrashes;
  if (error.retryable && !setAside && (toBlame || !options.lastTry)) {
    log.warn({ crashes }, 'ingest will be tried again');
    await last.set({ status: 'queued', crashes });
    // Crashes have a limit of their own and use up no try.
    throw toBlame ? new RetryAfter(crashes * 500, error.message) : error;
  }
  const reason = setAside ? new AppError('document_crashes', { cause: error }) : error;
  log[errorTable[reason.code].log]({ crashes, reason: reason.code }, 'ingest failed');
  if (document.activeRevisionId && document.status === 'embedding') {
    // The words are there; only the vectors are not. They are tried again at the next start.
    await last.set({ status: document.error ? 'partial' : 'ready', vectors: 'none', crashes, finishedAt: ports.now() });
  } else await last.set({ ...progress.pending, status: 'failed', error: pick(reason), crashes, finishedAt: ports.now() });
}

const pick = ({ code, message, action }: AppError) => ({ code, message, action });

function list(pages: number[]): string {
  const shown = pages.slice(0, 8).join(', ');
  return `${pages.length === 1 ? 'Page' : 'Pages'} ${shown}${pages.length > 8 ? ` and ${pages.length - 8} more` : ''}`;
}

function* batchesOf<T>(items: T[], size: number): Generator<T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
