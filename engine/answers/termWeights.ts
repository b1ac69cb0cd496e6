import type { RequestContext } from '../context.ts';
import type { LexicalIndex } from '../ports/LexicalIndex.ts';

/** How telling each term is in this library: −ln of the share of chunks that hold it. Unknown terms weigh like the rarest. */
export class TermWeights {
  readonly #lexical: LexicalIndex;
  readonly #ctx: RequestContext;
  readonly #shares = new Map<string, number>();

  constructor(lexical: LexicalIndex, ctx: RequestContext) {
    this.#lexical = lexical;
    this.#ctx = ctx;
  }

  /** Looks up terms not known yet; call it before `weight` and `share` see them. */
  async load(terms: string[]): Promise<void> {
    const unknown = [...new Set(terms)].filter((term) => !this.#shares.has(term));
    if (unknown.length === 0) return;
    const shares = await this.#lexical.frequencies(this.#ctx, unknown);
    unknown.forEach((term, i) => {
      this.#shares.set(term, shares[i]!);
    });
  }

  /** Share of visible chunks that hold the term. */
  frequency(term: string): number {
    return this.#shares.get(term) ?? 0;
  }

  weight(term: string): number {
    return Math.log(1 / Math.max(this.frequency(term), 1e-4));
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
