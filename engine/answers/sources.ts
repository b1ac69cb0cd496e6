import type { Citation, Passage } from '../../shared/domain/passage.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { sentences } from '../ingest/sentences.ts';
import { boxesForSpan } from '../library/boxes.ts';
import type { PageRecord } from '../ports/DocumentStore.ts';
import { analyse } from '../search/analyse.ts';
import { findQuote } from './quoteMatch.ts';

/** A sentence of a passage: what an answer's sentence can rest on. Offsets are into the document's canonical text. */
export interface SourceSentence {
  passage: Passage;
  /** Index of the passage among those given. */
  passageIndex: number;
  /** Index of the sentence in its passage. */
  index: number;
  start: number;
  end: number;
  text: string;
  terms: Set<string>;
}

/** Characters of context kept before and after a quote, to find it again in another copy of the text. */
const contextLength = 40;

/** Every sentence of the passages once: overlapping passages share sentences, the first one in rank keeps it. */
export function sourceSentences(passages: Passage[]): SourceSentence[] {
  const seen = new Set<string>();
  return passages.flatMap((passage, passageIndex) =>
    sentences(passage.text).flatMap((span, index) => {
      const start = passage.start + span.start;
      const key = `${passage.revisionId} ${start}`;
      if (seen.has(key)) return [];
      seen.add(key);
      const text = passage.text.slice(span.start, span.end);
      return [{ passage, passageIndex, index, start, end: passage.start + span.end, text, terms: new Set(analyse(text)) }];
    }),
  );
}

/**
 * Makes a source sentence a citation: reads the stored page again, looks the quote up there (`verified`), and finds its boxes. Returns null when no page
 * holds the place any more.
 */
export async function toCitation(
  ports: EnginePorts,
  ctx: RequestContext,
  n: number,
  source: SourceSentence,
): Promise<Citation | null> {
  const { passage } = source;
  const numbers = Array.from({ length: passage.pageEnd - passage.page + 1 }, (_, i) => passage.page + i);
  const pages = await ports.documents.pages(ctx, passage.revisionId, numbers);
  const page = pages.find(({ start, text }) => source.start >= start && source.start < start + text.length);
  const [chunk] = await ports.documents.visibleChunks(ctx, [passage.chunkId]);
  if (!page || !chunk) return null;
  const at = source.start - page.start;
  return {
    n,
    documentId: passage.documentId,
    blobHash: chunk.blobHash,
    title: passage.title,
    page: page.number,
    quote: source.text,
    prefix: page.text.slice(Math.max(0, at - contextLength), at),
    suffix: page.text.slice(at + source.text.length, at + source.text.length + contextLength),
    boxes: boxesForSpan(pages, { start: source.start, end: source.end }),
    verified: standsThere(page, at, source.text),
  };
}

function standsThere(page: PageRecord, at: number, quote: string): boolean {
  return findQuote(page.text.slice(at, at + quote.length), quote) !== null;
}
