import type { NumberMatch } from '../../shared/api/routes/numberRoutes.ts';
import type { Span } from '../../shared/domain/geometry.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { sentences } from '../ingest/sentences.ts';
import { matchAt, touches } from '../library/findText.ts';
import type { StoredChunk } from '../ports/DocumentStore.ts';
import { analyse } from '../search/analyse.ts';
import { type Quantity, readQuantities } from './readQuantities.ts';
import { type NumberQuestion, readQuestion } from './readQuestion.ts';

/** Chunks whose numbers are read: those that say most of what is measured. */
const candidateChunks = 400;
/** Share of the words asked for that the sentence with the number, or the one before it, must hold. */
const leastShare = 0.6;

interface Found {
  chunk: StoredChunk;
  /** Offsets are into the chunk's text. */
  quantity: Quantity;
  sentence: Span;
  score: number;
}

/**
 * Sentences that state a number as asked for (`thermal conductivity > 200 W/mK`): what is measured in words, the value in any unit of its kind. Best first: those that hold most of
 * the words. Errors: `number_missing` where the text asks for no number, or names nothing that is measured.
 */
export async function findNumbers(
  ports: Pick<EnginePorts, 'documents' | 'lexical'>,
  ctx: RequestContext,
  request: { text: string; limit: number; documentIds?: string[] },
): Promise<NumberMatch[]> {
  const question = readQuestion(request.text);
  const terms = [...new Set(analyse(question?.words ?? ''))];
  if (!question || terms.length === 0) throw new AppError('number_missing');
  const { documentIds } = request;
  const hits = await ports.lexical.search(ctx, terms, { k: candidateChunks, ...(documentIds ? { documentIds } : {}) });
  const chunks = await ports.documents.visibleChunks(
    ctx,
    hits.map(({ chunkId }) => chunkId),
  );
  const found = chunks
    .filter(({ kind }) => kind !== 'references')
    .flatMap((chunk) => numbersIn(chunk, question, terms))
    .sort((a, b) => b.score - a.score);
  const matches: NumberMatch[] = [];
  const seen = new Set<string>();
  for (const one of found) {
    // Neighbouring chunks share sentences.
    const place = `${one.chunk.revisionId} ${one.chunk.start + one.quantity.start}`;
    if (seen.has(place)) continue;
    seen.add(place);
    matches.push(await toMatch(ports, ctx, one));
    if (matches.length === request.limit) break;
  }
  return matches;
}

function numbersIn(chunk: StoredChunk, question: NumberQuestion, terms: string[]): Found[] {
  let before = new Set<string>();
  return sentences(chunk.text).flatMap(({ start, end }) => {
    const text = chunk.text.slice(start, end);
    const own = new Set(analyse(text));
    const share = (held: ReadonlySet<string>) => terms.filter((term) => held.has(term)).length / terms.length;
    const score = Math.max(share(own), 0.8 * share(new Set([...own, ...before])));
    before = own;
    if (score < leastShare) return [];
    return readQuantities(text)
      .filter((quantity) => answers(quantity, question))
      .map((quantity) => ({ ...quantity, start: start + quantity.start, end: start + quantity.end }))
      .map((quantity) => ({ chunk, score, quantity, sentence: { start, end } }));
  });
}

/** A range answers where a part of it does. */
function answers({ least, most, dimension }: Quantity, { dimension: asked, above, below, inclusive }: NumberQuestion): boolean {
  if (dimension !== asked) return false;
  return inclusive ? most >= above && least <= below : most > above && least < below;
}

async function toMatch(ports: Pick<EnginePorts, 'documents'>, ctx: RequestContext, found: Found): Promise<NumberMatch> {
  const { chunk, quantity, sentence, score } = found;
  const texts = await ports.documents.pageTexts(ctx, chunk.revisionId);
  const span = { start: chunk.start + quantity.start, end: chunk.start + quantity.end };
  const numbers = texts.filter((page) => touches(page, span)).map(({ number }) => number);
  const pages = await ports.documents.pages(ctx, chunk.revisionId, numbers);
  const match = matchAt(texts.map((page) => page.text).join(''), pages, span);
  const part = (start: number, end: number) => chunk.text.slice(start, end).replaceAll(/\s+/gu, ' ');
  return {
    documentId: chunk.documentId,
    title: chunk.title,
    score,
    ...match,
    before: part(sentence.start, quantity.start),
    after: part(quantity.end, sentence.end),
  };
}
