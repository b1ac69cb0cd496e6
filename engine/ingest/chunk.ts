import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Span } from '../../shared/domain/geometry.ts';
import type { ChunkRecord, PageRecord } from '../ports/DocumentStore.ts';
import type { ParsedPage } from '../ports/Parser.ts';
import { type ChunkSize, chunkSize, packSection, type Unit } from './packSection.ts';
import { type Section, sectionsOf } from './sectionsOf.ts';
import type { TokenCounter } from './tokenCounter.ts';

/** Chunks given out at once. */
const batchSize = 32;

/** The pages as they are stored: each with its place in the canonical text. */
export function toPageRecords(pages: ParsedPage[]): PageRecord[] {
  let start = 0;
  return pages.map(({ number, label, width, height, text, runs, error, trace }) => {
    const record = { number, label, width, height, start, text, runs, error, trace };
    start += text.length;
    return record;
  });
}

/** What the embedder is given for a chunk: the title and the heading path as context, then the text. */
export function embeddingInput(title: string, section: string, text: string): string {
  return [title, section, text].filter((part) => part !== '').join('\n');
}

/** SHA-256 (hex) of the embedding input: equal keys need the model only once. */
export function embedKey(title: string, section: string, text: string): string {
  return createHash('sha256')
    .update(embeddingInput(title, section, text))
    .digest('hex');
}

/** The embedder's marks for start and end of a text. */
const markTokens = 2;

/**
 * Cuts a document into chunks of whole sentences that do not cross a section, as long as `size` says in the tokens of `counter`; shorter where title and
 * section leave the model less room. `text` is exactly the canonical text of [start, end). Chunks come in order, in small batches; ids are made by `newId`.
 */
export async function* chunkDocument(input: {
  title: string;
  pages: ParsedPage[];
  counter: TokenCounter;
  newId: () => string;
  size?: ChunkSize;
}): AsyncGenerator<ChunkRecord[]> {
  const canonical = input.pages.map((page) => page.text).join('');
  const pageStarts = toPageRecords(input.pages).map((page) => page.start);
  const pageAt = (offset: number) => input.pages[lastAtOrBefore(pageStarts, offset)]!.number;
  let ordinal = 0;
  let batch: ChunkRecord[] = [];
  const record = (section: Section, kind: Unit['kind'], { start, end }: Span): ChunkRecord => {
    const text = canonical.slice(start, end);
    return {
      id: input.newId(),
      ordinal: ordinal++,
      kind,
      section: section.path,
      start,
      end,
      pageFirst: pageAt(start),
      pageLast: pageAt(end - 1),
      text,
      embedKey: embedKey(input.title, section.path, text),
    };
  };
  for (const section of sectionsOf(input.pages, input.title)) {
    const size = await sizeWithin(input, section.path);
    for (const unit of await packSection(canonical, section, size, input.counter.count)) {
      batch.push(record(section, unit.kind, unit));
      if (batch.length < batchSize) continue;
      yield batch;
      batch = [];
    }
    // The event loop gets a turn: this runs where the windows are served.
    await nextTurn();
  }
  if (batch.length > 0) yield batch;
}

/** The size asked for, made smaller where the model's limit is reached with the context before the text; a context that fills the limit is itself cut. */
async function sizeWithin(
  { title, counter, size = chunkSize }: { title: string; counter: TokenCounter; size?: ChunkSize },
  path: string,
): Promise<ChunkSize> {
  const [context] = await counter.count([embeddingInput(title, path, '')]);
  const room = Math.max(counter.maxTokens / 2, counter.maxTokens - markTokens - context!);
  const share = Math.min(1, room / size.cap);
  return { target: size.target * share, cap: Math.floor(size.cap * share), overlap: size.overlap * share };
}

/** Index of the last page that begins at or before the offset; an empty page begins where its successor does and is passed over. */
function lastAtOrBefore(starts: number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
