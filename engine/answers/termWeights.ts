import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';

/**
 * Chunks of other texts imagined beside the library's own, holding none of its terms. A few papers do not tell which words are rare: each of their words would
 * weigh next to nothing, and the subject of a single paper nothing at all.
 */
const backgroundChunks = 1000;

/** Chunks of the library, and the share of them that holds each term. */
export interface KnownWords {
  chunks: number;
  shares: Record<string, number>;
}

/** How telling each term is in this library: −ln of the share of chunks that hold it. A term that stands nowhere weighs a little more than the rarest. */
export class TermWeights {
  readonly #ports: Pick<EnginePorts, 'documents' | 'lexical'>;
  readonly #ctx: RequestContext;
  readonly #shares: Map<string, number>;
  #chunks: number | null;

  /** `known`: what `known()` gave of a library as it was; only other terms are looked up. */
  constructor(ports: Pick<EnginePorts, 'documents' | 'lexical'>, ctx: RequestContext, known?: KnownWords) {
    this.#ports = ports;
    this.#ctx = ctx;
    this.#shares = new Map(Object.entries(known?.shares ?? {}));
    this.#chunks = known?.chunks ?? null;
  }

  /** All that was looked up until now. */
  known(): KnownWords {
    return { chunks: this.#chunks ?? 0, shares: Object.fromEntries(this.#shares) };
  }

  /** Looks up terms not known yet; call it before `weight` and `share` see them. */
  async load(terms: string[]): Promise<void> {
    const unknown = [...new Set(terms)].filter((term) => !this.#shares.has(term));
    if (unknown.length === 0) return;
    const [counts, shares] = await Promise.all([
      this.#ports.documents.counts(this.#ctx),
      this.#ports.lexical.frequencies(this.#ctx, unknown),
    ]);
    this.#chunks ??= counts.chunks;
    unknown.forEach((term, i) => {
      this.#shares.set(term, shares[i]!);
    });
  }

  /** Share of visible chunks that hold the term. */
  frequency(term: string): number {
    return this.#shares.get(term) ?? 0;
  }

  weight(term: string): number {
    const chunks = this.#chunks ?? 0;
    return Math.log((chunks + backgroundChunks) / (this.frequency(term) * chunks + 1));
  }

  /** Weighted share of the terms for which `holds` is true; 0 for none. */
  share(terms: Iterable<string>, holds: (term: string) => boolean): number {
    let all = 0;
    let held = 0;
    for (const term of terms) {
      const weight = this.weight(term);
      all += weight;
      if (holds(term)) held += weight;
    }
    return all === 0 ? 0 : held / all;
  }
}
