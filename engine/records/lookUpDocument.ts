import { isDeepStrictEqual } from 'node:util';
import type { Document } from '../../shared/domain/document.ts';
import type { WorkRecord } from '../../shared/domain/record.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { doiKey } from '../library/workKeys.ts';
import type { RecordRegister, WorkIdentity } from '../ports/RecordRegister.ts';
import type { Lookup } from '../ports/RecordStore.ts';
import { fillFrom, isFileName } from './fillFrom.ts';
import { type ReadPaper, recordFits } from './recordFits.ts';

/** A register that knew no such work is asked again after this long: new works are registered every day. */
export const unknownHoldsMs = 30 * 24 * 3_600_000;
/** Pages a title may stand on: some papers have a cover. */
const openingPages = 3;

/**
 * Finds a document's record and fills from it what reading left open. Answers that are kept are used, whatever their age where there is a record; the
 * network is asked only for the others. A document that was not read yet, or is gone, has none (null). Errors: those of `RecordRegister`,
 * when no register had a record and one of them could not be asked.
 */
export async function lookUpDocument(ports: EnginePorts, ctx: RequestContext, documentId: string): Promise<Lookup | null> {
  const document = await ports.documents.get(ctx, documentId);
  if (!document || document.deletedAt !== null || document.activeRevisionId === null) return null;
  if (document.status !== 'ready' && document.status !== 'partial') return null;
  const identity = await identityOf(ports, ctx, document);
  const before = await ports.records.lookup(ctx, documentId);
  if (before && before.asked === identityKey(identity) && holds(before, ports.now())) return before;
  const paper = await readPaper(ports, ctx, document, document.activeRevisionId);
  const byTitle = identity.doi === null && identity.arxivId === null;
  const record = await findRecord(ports, ctx, identity, (one) => recordFits(one, paper, { byTitle }));
  return await keep(ports, ctx, document, before, record);
}

/** What a failed try leaves when it is the last one. */
export async function keepFailure(ports: EnginePorts, ctx: RequestContext, documentId: string): Promise<void> {
  const failed = { status: 'failed', asked: '', record: null, endedAt: ports.now() } as const;
  await ports.records.keepLookup(ctx, documentId, failed).catch((error) => {
    if (AppError.from(error).code !== 'not_found') throw error;
  });
}

function holds({ status, endedAt }: Lookup, now: number): boolean {
  return status === 'found' || (status === 'none' && now - endedAt < unknownHoldsMs);
}

async function identityOf(ports: EnginePorts, ctx: RequestContext, document: Document): Promise<WorkIdentity> {
  const { doi, title, fileName, activeRevisionId } = document;
  const reading = activeRevisionId === null ? null : await ports.documents.reading(ctx, activeRevisionId);
  return { doi: doiKey(doi), arxivId: reading?.arxivId ?? null, title: isFileName(title, fileName) ? null : title };
}

const identityKey = ({ doi, arxivId, title }: WorkIdentity) => JSON.stringify([doi, arxivId, title]);

async function readPaper(ports: EnginePorts, ctx: RequestContext, document: Document, revisionId: string): Promise<ReadPaper> {
  const numbers = Array.from({ length: openingPages }, (_, i) => i + 1);
  const pages = await ports.documents.pages(ctx, revisionId, numbers);
  const { title, authors } = document;
  return { title, authors, opening: pages.map(({ text }) => text).join('\n') };
}

async function findRecord(
  ports: EnginePorts,
  ctx: RequestContext,
  identity: WorkIdentity,
  fits: (record: WorkRecord) => boolean,
): Promise<WorkRecord | null> {
  let failure: unknown = null;
  for (const register of ports.registers) {
    const question = register.question(identity);
    if (question === null) continue;
    try {
      const found = (await answerOf(ports, ctx, register, question, identity)).find(fits);
      if (found) return found;
    } catch (error) {
      ctx.signal.throwIfAborted();
      failure ??= error;
    }
  }
  if (failure) throw failure;
  return null;
}

async function answerOf(
  ports: EnginePorts,
  ctx: RequestContext,
  register: RecordRegister,
  question: string,
  identity: WorkIdentity,
): Promise<WorkRecord[]> {
  const kept = await ports.records.answer(ctx, register.id, question);
  if (kept && (kept.records.length > 0 || ports.now() - kept.answeredAt < unknownHoldsMs)) return kept.records;
  const records = await register.ask(identity, { signal: ctx.signal });
  await ports.records.keepAnswer(ctx, register.id, question, { records, answeredAt: ports.now() });
  return records;
}

async function keep(
  ports: EnginePorts,
  ctx: RequestContext,
  document: Document,
  before: Lookup | null,
  record: WorkRecord | null,
): Promise<Lookup> {
  const endedAt = ports.now();
  const { fields, filled } = record ? fillFrom(record, document) : { fields: {}, filled: [] };
  let filledDocument = document;
  if (filled.length > 0) {
    const changed = await ports.documents.update(ctx, document.id, fields);
    if (!changed) return { status: 'none', asked: '', record: null, endedAt };
    filledDocument = changed;
    ports.events.publish({ type: 'document.changed', document: changed, etaMs: null });
  }
  // What an earlier look-up filled with the same is still from there.
  const earlier = before?.record?.filled.filter((name) => record && isDeepStrictEqual(document[name], record[name])) ?? [];
  const lookup: Lookup = {
    status: record ? 'found' : 'none',
    // What was filled does not make it another question.
    asked: identityKey(await identityOf(ports, ctx, filledDocument)),
    record: record && { ...record, keptAt: endedAt, filled: [...new Set([...earlier, ...filled])] },
    endedAt,
  };
  await ports.records.keepLookup(ctx, document.id, lookup);
  ports.events.publish({ type: 'record.changed', libraryId: ctx.libraryId, documentId: document.id });
  return lookup;
}
