import type { Citation, Passage } from '../../shared/domain/passage.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { analyse } from '../search/analyse.ts';
import { type Claim, splitClaims } from './claims.ts';
import { findQuote, quotedStrings, quoteFinder } from './quoteMatch.ts';
import { type SourceSentence, sourceSentences, toCitation } from './sources.ts';
import type { TermWeights } from './termWeights.ts';

/** Share of a sentence's weighted terms its source must hold. */
export const minOverlap = 0.6;
/** A passage the model named itself is preferred over another that fits as well. */
const namedBonus = 0.05;

export interface CitedText {
  /** The text with its own marks replaced by the numbers of `citations`. */
  text: string;
  citations: Citation[];
  unsupported: string[];
}

/**
 * Aligns each sentence of a written text to the stored sentence it rests on. A `[n]` of the writer counts only where the passage bears the sentence out; a
 * sentence without one is aligned all the same. Supported means: its words (weighted by how telling they are) are largely there, every number it states
 * is there, and whatever it puts in quotation marks stands there word for word. The rest is `unsupported` and gets no citation.
 */
export async function citeText(aligner: Aligner, text: string): Promise<CitedText> {
  const cited = await aligner.cite(splitClaims(text));
  return { ...cited, text: cited.text.trim() };
}

/** Finds what the sentences of a text rest on. A sentence found once is not looked for again, so it can follow a text that is being written. */
export class Aligner {
  readonly #ports: EnginePorts;
  readonly #ctx: RequestContext;
  readonly #weights: TermWeights;
  readonly #sources: SourceSentence[];
  readonly #finders: ReturnType<typeof quoteFinder>[];
  readonly #found = new Map<string, SourceSentence | undefined>();
  readonly #citations = new Map<SourceSentence, Citation | null>();

  constructor(ports: EnginePorts, ctx: RequestContext, passages: Passage[], weights: TermWeights) {
    this.#ports = ports;
    this.#ctx = ctx;
    this.#weights = weights;
    this.#sources = sourceSentences(passages);
    this.#finders = passages.map((passage) => quoteFinder(passage.text));
  }

  /** The text of these claims with its numbers, from 1 in order of their first use; white space at its end is kept. */
  async cite(claims: Claim[]): Promise<CitedText> {
    await this.#weights.load(claims.flatMap((claim) => analyse(claim.stated)));
    const cited = new Map<SourceSentence, Citation>();
    const unsupported: string[] = [];
    let text = '';
    for (const claim of claims) {
      const source = this.#sourceOf(claim);
      const citation = source && (cited.get(source) ?? (await this.#citationOf(source, cited.size + 1)));
      if (source && citation) cited.set(source, citation);
      else if (analyse(claim.stated).length > 0) unsupported.push(claim.text);
      text += withMark(claim.text, citation ? ` [${citation.n}]` : '') + claim.gap;
    }
    return { text, citations: [...cited.values()], unsupported };
  }

  #sourceOf(claim: Claim): SourceSentence | undefined {
    const terms = [...new Set(analyse(claim.stated))];
    // A small model may give the question back; that says nothing, however well a title matches it.
    if (terms.length === 0 || /[?？]["”’»)\]]*$/u.test(claim.text)) return undefined;
    const key = `${[...claim.named].join(' ')}|${claim.text}`;
    if (!this.#found.has(key)) this.#found.set(key, bestSource(claim, terms, this.#finders, this.#sources, this.#weights));
    return this.#found.get(key);
  }

  /** Null where the quote does not stand in the stored text. */
  async #citationOf(source: SourceSentence, n: number): Promise<Citation | null> {
    let citation = this.#citations.get(source);
    if (citation === undefined) {
      citation = await toCitation(this.#ports, this.#ctx, n, source);
      this.#citations.set(source, citation);
    }
    return citation?.verified ? { ...citation, n } : null;
  }
}

function bestSource(
  claim: Claim,
  terms: string[],
  finders: ReturnType<typeof quoteFinder>[],
  sources: SourceSentence[],
  weights: TermWeights,
): SourceSentence | undefined {
  const quotes = quotedStrings(claim.stated);
  const quoteTerms = quotes.map((quote) => new Set(analyse(quote)));
  const holdsQuotes = finders.map((find) => quotes.every((quote) => find(quote) !== null));
  const figures = figuresIn(claim.stated);
  let best: { source: SourceSentence; score: number } | undefined;
  sources.forEach((source, i) => {
    if (!holdsQuotes[source.passageIndex]) return;
    // A writer may draw on two neighbouring sentences; the one with more of the words is cited.
    const next = sources[i + 1];
    const neighbour = next?.passageIndex === source.passageIndex && next.index === source.index + 1 ? next : undefined;
    const windows = neighbour ? [[source], [source, neighbour]] : [[source]];
    for (const window of windows) {
      const text = window.map((sentence) => sentence.text).join(' ');
      // A quote that stands there holds its words, however they are hyphenated.
      const quoted = quoteTerms.filter((_, n) => findQuote(text, quotes[n]!) !== null);
      const overlap = weights.share(
        terms,
        (term) => window.some((sentence) => sentence.terms.has(term)) || quoted.some((held) => held.has(term)),
      );
      if (overlap < minOverlap) continue;
      const held = figuresIn(text);
      if ([...figures].some((figure) => !held.has(figure))) continue;
      const score = overlap + (claim.named.has(source.passageIndex + 1) ? namedBonus : 0) - (window.length - 1) * 0.1;
      if (best && best.score >= score) continue;
      const main = window.reduce((a, b) =>
        weights.share(terms, (term) => b.terms.has(term)) > weights.share(terms, (term) => a.terms.has(term)) ? b : a,
      );
      best = { source: main, score };
    }
  });
  return best?.source;
}

/** The numbers a text states, as written but for separators: `1,200` and `1200` are one. */
export function figuresIn(text: string): Set<string> {
  return new Set([...text.matchAll(/\d+(?:[.,]\d+)*/gu)].map(([figure]) => figure.replaceAll(/,(?=\d{3}\b)/gu, '')));
}

/** Puts the mark before the closing full stop, as papers do. */
function withMark(sentence: string, mark: string): string {
  return mark === '' ? sentence : sentence.replace(/([.!?]?)$/u, `${mark}$1`);
}
