import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';

/**
 * Chunks of other texts imagined beside the library's own, holding none of its terms. A few papers do not tell which words are rare: each of their words would
 * weigh next to nothing, and the subject of a single paper nothing at all.
 */
const backgroundChunks = 1000;

/** How telling each term is in this library: −ln of the share of chunks that hold it. A term that stands nowhere weighs a little more than the rarest. */
export class TermWeights {
  readonly #ports: Pick<EnginePorts, 'documents' | 'lexical'>;
  readonly #ctx: RequestContext;
  readonly #shares = new Map<string, number>();
  #chunks = 0;

  constructor(ports: Pick<EnginePorts, 'documents' | 'lexical'>, ctx: RequestContext) {
    this.#ports = ports;
    this.#ctx = ctx;
  }

  /** Looks up terms not known yet; call it before `weight` and `share` see them. */
  async load(terms: string[]): Promise<void> {
    const unknown = [...new Set(terms)].filter((term) => !this.#shares.has(term));
    if (unknown.length === 0) return;
    const [counts, shares] = await Promise.all([
      this.#ports.documents.counts(this.#ctx),
      this.#ports.lexical.frequencies(this.#ctx, unknown),
    ]);
    this.#chunks = counts.chunks;
    unknown.forEach((term, i) => {
      this.#shares.set(term, shares[i]!);
    });
  }

  /** Share of visible chunks that hold the term. */
  frequency(term: string): number {
    return this.#shares.get(term) ?? 0;
  }

  weight(term: string): number {
    return Math.log((this.#chunks + backgroundChunks) / (this.frequency(term) * this.#chunks + 1));
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
