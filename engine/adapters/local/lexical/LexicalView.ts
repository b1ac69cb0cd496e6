import { inverseFrequency, lengthNorm, termScore } from '../../../search/bm25.ts';
import { type OrdinalRange, type PostingsBlock, readPostings } from './postings.ts';
import { readVarints } from './varint.ts';

export interface SegmentRow {
  base: number;
  count: number;
  document_id: string;
  lengths: Uint8Array;
}

interface Segment extends OrdinalRange {
  documentId: string;
}

export interface ScoredEntry {
  /** Base of the segment that holds the entry, and the entry's place in it. */
  base: number;
  offset: number;
  documentId: string;
  score: number;
}

/** What of a library's index search may show, at one search generation: the entries in one dense row, with their lengths. */
export class LexicalView {
  readonly generation: number;
  readonly #segments: Segment[];
  /** By position; 0 where an entry was replaced. */
  readonly #norms: Float64Array;
  readonly #entries: number;
  /** A term's postings while it is read. */
  readonly #positions: Int32Array;
  readonly #counts: Int32Array;

  /** `rows`: segments of active revisions, sorted by base. */
  constructor(generation: number, rows: SegmentRow[]) {
    this.generation = generation;
    this.#segments = [];
    const lengths: number[] = [];
    for (const row of rows) {
      this.#segments.push({ base: row.base, count: row.count, start: lengths.length, documentId: row.document_id });
      for (const value of readVarints(row.lengths)) lengths.push(value - 1);
    }
    let total = 0;
    let entries = 0;
    for (const length of lengths) {
      if (length < 0) continue;
      total += length;
      entries += 1;
    }
    this.#entries = entries;
    const mean = total / entries;
    this.#norms = Float64Array.from(lengths, (length) => (length < 0 ? 0 : lengthNorm(length, mean)));
    this.#positions = new Int32Array(lengths.length);
    this.#counts = new Int32Array(lengths.length);
  }

  /** Share of the entries that the postings of a term hold. */
  frequency(blocks: PostingsBlock[]): number {
    return this.#entries === 0 ? 0 : this.#read(blocks) / this.#entries;
  }

  /**
   * The best `k` by BM25 over the terms' postings, and all that tie with the last of them: the caller knows the ids that decide.
   * `only`: document ids the hits are limited to.
   */
  search(terms: Iterable<PostingsBlock[]>, k: number, only?: ReadonlySet<string>): ScoredEntry[] {
    const scores = new Float64Array(this.#norms.length);
    for (const blocks of terms) {
      const df = this.#read(blocks);
      const idf = inverseFrequency(this.#entries, df);
      for (let i = 0; i < df; i += 1) {
        const position = this.#positions[i]!;
        scores[position]! += termScore(idf, this.#counts[i]!, this.#norms[position]!);
      }
    }
    const segments = only ? this.#segments.filter((segment) => only.has(segment.documentId)) : this.#segments;
    const least = leastOfBest(scores, segments, k);
    const best: ScoredEntry[] = [];
    for (const { base, count, start, documentId } of segments) {
      for (let offset = 0; offset < count; offset += 1) {
        const score = scores[start + offset]!;
        if (score > 0 && score >= least) best.push({ base, offset, documentId, score });
      }
    }
    return best;
  }

  /** Reads a term's visible postings into the scratch arrays; returns how many there are. */
  #read(blocks: PostingsBlock[]): number {
    const norms = this.#norms;
    const positions = this.#positions;
    const counts = this.#counts;
    let df = 0;
    readPostings(blocks, this.#segments, (position, tf) => {
      if (norms[position] === 0) return;
      positions[df] = position;
      counts[df] = tf;
      df += 1;
    });
    return df;
  }
}

/** The `k`th best score, or 0 where there are fewer. */
function leastOfBest(scores: Float64Array, ranges: OrdinalRange[], k: number): number {
  // Ascending, so the least is at hand; k is small.
  const best: number[] = [];
  for (const { start, count } of ranges) {
    for (let position = start; position < start + count; position += 1) {
      const score = scores[position]!;
      if (score === 0 || (best.length === k && score <= best[0]!)) continue;
      let at = best.length;
      while (at > 0 && best[at - 1]! > score) at -= 1;
      best.splice(at, 0, score);
      if (best.length > k) best.shift();
    }
  }
  return best.length === k ? best[0]! : 0;
}
