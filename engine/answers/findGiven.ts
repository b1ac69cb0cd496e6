import type { GivenPassage, Replay } from '../../shared/domain/answerBundle.ts';
import type { Document } from '../../shared/domain/document.ts';
import type { Passage } from '../../shared/domain/passage.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { allDocuments } from '../library/allDocuments.ts';
import type { PageText, StoredChunk } from '../ports/DocumentStore.ts';
import { findPlaces, shortest } from '../quotes/findSource.ts';
import { lettersOf } from '../quotes/letters.ts';
import { hashOf } from './grounds.ts';

export interface FoundPassage {
  fate: Replay['passages'][number]['fate'];
  /** As it stands in the library now; null when gone. */
  passage: Passage | null;
}

type Ports = Pick<EnginePorts, 'documents' | 'lexical'>;

/**
 * Finds passages of an answer again in this library, which may be another one: in the same file at the same place, else by their words, in that file before others.
 * Several of one library at once: its documents are listed only once.
 */
export async function findGiven(ports: Ports, ctx: RequestContext, passages: GivenPassage[]): Promise<FoundPassage[]> {
  const byBlob = new Map((await allDocuments(ports, ctx)).map((document) => [document.blobHash, document]));
  const found: FoundPassage[] = [];
  for (const given of passages) {
    ctx.signal.throwIfAborted();
    const document = byBlob.get(given.blobHash);
    const there = document ? await atItsPlace(ports, ctx, given, document) : null;
    found.push(there ? { fate: 'same', passage: there } : await byItsWords(ports, ctx, given, document));
  }
  return found;
}

async function atItsPlace(ports: Ports, ctx: RequestContext, given: GivenPassage, document: Document): Promise<Passage | null> {
  const revisionId = document.activeRevisionId;
  if (revisionId === null) return null;
  const pages = await ports.documents.pageTexts(ctx, revisionId);
  const text = pages
    .map((page) => page.text)
    .join('')
    .slice(given.start, given.end);
  if (hashOf(text) !== given.textHash) return null;
  const chunk = await chunkAt(ports, ctx, revisionId, given.start);
  return chunk ? passageAt(given, chunk, pages, given) : null;
}

async function byItsWords(ports: Ports, ctx: RequestContext, given: GivenPassage, document?: Document): Promise<FoundPassage> {
  // A passage of a word or two cannot be told from others.
  if (lettersOf(given.text).text.length < shortest) return { fate: 'gone', passage: null };
  const within = document ? await findPlaces(ports, ctx, { text: given.text, documentIds: [document.id] }) : [];
  const [place] = within.length > 0 ? within : await findPlaces(ports, ctx, { text: given.text });
  if (!place) return { fate: 'gone', passage: null };
  const pages = await ports.documents.pageTexts(ctx, place.chunk.revisionId);
  const passage = passageAt(given, place.chunk, pages, place);
  const sameWords = lettersOf(passage.text).text === lettersOf(given.text).text;
  return { fate: sameWords ? 'moved' : 'changed', passage };
}

async function chunkAt(ports: Ports, ctx: RequestContext, revisionId: string, start: number): Promise<StoredChunk | undefined> {
  const limit = 500;
  for (let fromOrdinal = 0; ; fromOrdinal += limit) {
    const chunks = await ports.documents.listChunks(ctx, revisionId, { fromOrdinal, limit });
    const chunk = chunks.find((one) => one.start <= start && start < one.end);
    if (chunk || chunks.length < limit) return chunk;
  }
}

/** With the scores and headings it had. */
function passageAt(
  given: GivenPassage,
  chunk: StoredChunk,
  pages: PageText[],
  { start, end }: { start: number; end: number },
): Passage {
  const touched = pages.filter((page) => page.start < end && page.start + page.text.length > start).map(({ number }) => number);
  const { title, section, score, lexicalScore, denseScore } = given;
  return {
    chunkId: chunk.id,
    documentId: chunk.documentId,
    revisionId: chunk.revisionId,
    title,
    section,
    page: touched[0] ?? chunk.pageFirst,
    pageEnd: touched.at(-1) ?? chunk.pageLast,
    start,
    end,
    text: pages
      .map((page) => page.text)
      .join('')
      .slice(start, end),
    score,
    lexicalScore,
    denseScore,
    boxes: [],
  };
}
