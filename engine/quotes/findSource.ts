import type { QuoteSource } from '../../shared/api/routes/quoteRoutes.ts';
import type { Span } from '../../shared/domain/geometry.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { matchAt, touches } from '../library/findText.ts';
import type { StoredChunk } from '../ports/DocumentStore.ts';
import { analyse } from '../search/analyse.ts';
import { alignWithin } from './align.ts';
import { gramsOf, lettersOf, shareOf } from './letters.ts';

/** Terms that candidates are looked for by: the rarest of the quote. Misread words stand nowhere and are not among them. */
const mostTerms = 24;
const candidateChunks = 60;
/** Candidates whose text is aligned, those that share the most pieces with the quote, and the least share worth it. */
const alignedChunks = 10;
const leastShare = 0.15;
/** Letters and digits a quote must have. */
export const shortest = 12;

/** What a person leaves out of a quote, and how many characters that may be. */
const elision = /\[\s*(?:…|\.{3})\s*\]|…|\.{3,}/u;
const mostElided = 3000;

/**
 * How alike a stretch of text must be, 1 being letter for letter. Measured on 44 papers: of 100 sentences that stand in none of them none comes above
 * .52, while 200 that lost a word in twelve and have an error every 20 letters keep .81. A short one is like many by chance.
 */
const longLine = 0.68;
const shortLine = 0.85;
const lineFor = (letters: number) => Math.max(longLine, shortLine - (shortLine - longLine) * (letters / 60));

/**
 * Where a quoted text stands in the library, the likest place first: differences of case, white space, hyphens, ligatures and signs do not count, misread letters and missing
 * words cost likeness. Empty when it stands nowhere. Errors: `quote_too_short` for one too short to be told from others.
 */
export async function findSource(
  ports: Pick<EnginePorts, 'documents' | 'lexical'>,
  ctx: RequestContext,
  request: { text: string; limit: number; documentIds?: string[] },
): Promise<QuoteSource[]> {
  const places = await findPlaces(ports, ctx, request);
  return places.map(({ source }) => source).slice(0, request.limit);
}

/** A place where a quoted text stands: a chunk there, the span in the document's canonical text, and what is told of it. */
export interface QuotePlace extends Span {
  chunk: StoredChunk;
  source: QuoteSource;
}

/** As `findSource`, with where it stands in the stored text; the likest place first. */
export async function findPlaces(
  ports: Pick<EnginePorts, 'documents' | 'lexical'>,
  ctx: RequestContext,
  request: { text: string; documentIds?: string[] },
): Promise<QuotePlace[]> {
  const texts = request.text.split(elision);
  const parts = texts.map((text) => lettersOf(text).text);
  const longest = parts.reduce((best, part, i) => (part.length > parts[best]!.length ? i : best), 0);
  const letters = parts[longest]!;
  if (letters.length < shortest) throw new AppError('quote_too_short');
  const candidates = await candidatesFor(ports, ctx, { ...request, text: texts[longest]! });
  const quote = { before: parts.slice(0, longest).filter(Boolean), letters, after: parts.slice(longest + 1).filter(Boolean) };
  const found: QuotePlace[] = [];
  for (const chunk of likest(candidates, letters)) {
    ctx.signal.throwIfAborted();
    const place = await placeIn(ports, ctx, chunk, quote);
    if (place && !found.some(({ source }) => samePlace(source, place.source))) found.push(place);
  }
  return found.sort((a, b) => b.source.score - a.source.score);
}

async function candidatesFor(
  ports: Pick<EnginePorts, 'documents' | 'lexical'>,
  ctx: RequestContext,
  { text, documentIds }: { text: string; documentIds?: string[] },
): Promise<StoredChunk[]> {
  // A word broken at a line's end is a word; one with a hyphen of its own gives its joined form either way.
  const joined = text.replaceAll(/(\p{L})[-\u00AD‐]\s+(?=\p{L})/gu, '$1');
  const terms = [...new Set([...analyse(joined), ...analyse(text)])];
  const shares = await ports.lexical.frequencies(ctx, terms);
  const telling = terms
    .map((term, i) => ({ term, share: shares[i]! }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => a.share - b.share)
    .slice(0, mostTerms)
    .map(({ term }) => term);
  if (telling.length === 0) return [];
  const hits = await ports.lexical.search(ctx, telling, { k: candidateChunks, ...(documentIds ? { documentIds } : {}) });
  return await ports.documents.visibleChunks(
    ctx,
    hits.map(({ chunkId }) => chunkId),
  );
}

/** The chunks that hold the most pieces of the quote. */
function likest(chunks: StoredChunk[], quote: string): StoredChunk[] {
  const grams = gramsOf(quote);
  return chunks
    .map((chunk) => ({ chunk, share: shareOf(grams, lettersOf(chunk.text).text) }))
    .filter(({ share }) => share >= leastShare)
    .sort((a, b) => b.share - a.share)
    .slice(0, alignedChunks)
    .map(({ chunk }) => chunk);
}

/** A quote by its letters: the longest of its parts, and those before and behind it that `[…]` sets apart. */
interface Quote {
  before: string[];
  letters: string;
  after: string[];
}

/** The likest place in and around a chunk; null where nothing there is like enough. */
async function placeIn(
  ports: Pick<EnginePorts, 'documents'>,
  ctx: RequestContext,
  chunk: StoredChunk,
  quote: Quote,
): Promise<QuotePlace | null> {
  const texts = await ports.documents.pageTexts(ctx, chunk.revisionId);
  const text = texts.map((page) => page.text).join('');
  const { spans, score } = spansOf(text, chunk, quote);
  if (spans.length === 0 || score < lineFor(quote.letters.length)) return null;
  const numbers = texts.filter((page) => spans.some((span) => touches(page, span))).map(({ number }) => number);
  const pages = await ports.documents.pages(ctx, chunk.revisionId, numbers);
  const matches = spans.map((span) => matchAt(text, pages, span));
  const source = {
    documentId: chunk.documentId,
    title: chunk.title,
    score,
    page: matches[0]!.page,
    before: matches[0]!.before,
    text: matches.map((match) => match.text).join(' … '),
    after: matches.at(-1)!.after,
    boxes: matches.flatMap(({ boxes }) => boxes),
  };
  return { chunk, start: spans[0]!.start, end: spans.at(-1)!.end, source };
}

/** Where the parts of a quote stand, one behind the other, from the longest on, and how alike they are together. */
function spansOf(text: string, chunk: Span, { before, letters, after }: Quote): { spans: Span[]; score: number } {
  let cost = 0;
  const find = (part: string, from: number, to: number): Span[] => {
    const around = lettersOf(text.slice(Math.max(0, from), to));
    const aligned = alignWithin(part, around.text);
    cost += aligned.cost;
    if (aligned.end === aligned.start) return [];
    const [start, end] = [around.starts[aligned.start]!, around.ends[aligned.end - 1]!];
    return [wholeWords(text, { start: Math.max(0, from) + start, end: Math.max(0, from) + end })];
  };
  // A quote may begin before the chunk and end behind it; white space and signs are not among its letters.
  const margin = Math.ceil(letters.length * 1.5) + 100;
  const spans = find(letters, chunk.start - margin, chunk.end + margin);
  if (spans.length === 0) return { spans, score: 0 };
  for (const part of after) spans.push(...find(part, spans.at(-1)!.end, spans.at(-1)!.end + mostElided));
  for (const part of before.toReversed()) spans.unshift(...find(part, spans[0]!.start - mostElided, spans[0]!.start));
  const length = [letters, ...before, ...after].reduce((sum, part) => sum + part.length, 0);
  return { spans, score: 1 - cost / length };
}

/** A misread letter at an end must not cut the word it is in; the full stop belongs to the sentence. */
function wholeWords(text: string, { start, end }: Span): Span {
  const before = /[\p{L}\p{N}]*$/u.exec(text.slice(Math.max(0, start - 30), start))![0].length;
  const after = /^[\p{L}\p{N}]*[)\]”"’]?[.!?]?/u.exec(text.slice(end, end + 30))![0].length;
  return { start: start - before, end: end + after };
}

/** Neighbouring chunks find one place twice. */
function samePlace(a: QuoteSource, b: QuoteSource): boolean {
  return a.documentId === b.documentId && a.page === b.page && a.text === b.text;
}
