import type { Citation, Passage } from '../../shared/domain/passage.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { sentences } from '../ingest/sentences.ts';
import { analyse } from '../search/analyse.ts';
import { findQuote, quotedStrings, quoteFinder } from './quoteMatch.ts';
import { type SourceSentence, sourceSentences, toCitation } from './sources.ts';
import type { TermWeights } from './termWeights.ts';

/** Share of a sentence's weighted terms its source must hold. */
const minOverlap = 0.6;
/** A passage the model named itself is preferred over another that fits as well. */
const namedBonus = 0.05;

export interface CitedText {
  /** The text with its own marks replaced by the numbers of `citations`. */
  text: string;
  citations: Citation[];
  unsupported: string[];
}

interface Claim {
  text: string;
  /** Passages the writer named, 1-based. */
  named: Set<number>;
  /** What separates it from the next one. */
  gap: string;
}

/**
 * Aligns each sentence of a written text to the stored sentence it rests on. A `[n]` of the writer counts only where the passage bears the sentence out; a
 * sentence without one is aligned all the same. Supported means: its words (weighted by how telling they are) are largely there, every number it states
 * is there, and whatever it puts in quotation marks stands there word for word. The rest is `unsupported` and gets no citation.
 */
export async function citeText(
  ports: EnginePorts,
  ctx: RequestContext,
  text: string,
  passages: Passage[],
  weights: TermWeights,
): Promise<CitedText> {
  const sources = sourceSentences(passages);
  const finders = passages.map((passage) => quoteFinder(passage.text));
  const claims = splitClaims(text);
  await weights.load(claims.flatMap((claim) => analyse(claim.text)));
  const numbers = new Map<SourceSentence, Citation>();
  const unsupported: string[] = [];
  let written = '';
  for (const claim of claims) {
    const terms = [...new Set(analyse(claim.text))];
    // A small model may give the question back; that says nothing, however well a title matches it.
    const states = terms.length > 0 && !/[?？]["”’»)\]]*$/u.test(claim.text);
    const source = !states ? undefined : bestSource(claim, terms, finders, sources, weights);
    let mark = '';
    if (source) {
      const citation = numbers.get(source) ?? (await toCitation(ports, ctx, numbers.size + 1, source));
      if (citation?.verified) {
        numbers.set(source, citation);
        mark = ` [${citation.n}]`;
      }
    }
    if (mark === '' && terms.length > 0) unsupported.push(claim.text);
    written += withMark(claim.text, mark) + claim.gap;
  }
  return { text: written.trim(), citations: [...numbers.values()], unsupported };
}

/** Sentences with the marks taken out; a mark after the full stop belongs to the sentence before it. */
export function splitClaims(text: string): Claim[] {
  const marksInside = text.replaceAll(/([.!?])((?:\s*\[[\d,;\s–-]+\])+)/gu, '$2$1');
  return sentences(marksInside).map((span, i, all) => {
    const sentence = marksInside.slice(span.start, span.end);
    const named = new Set([...sentence.matchAll(/\[([\d,;\s–-]+)\]/gu)].flatMap((match) => numbersIn(match[1]!)));
    const plain = sentence.replaceAll(/\s*\[[\d,;\s–-]+\]/gu, '').trim();
    const next = all[i + 1];
    return { text: plain, named, gap: next ? marksInside.slice(span.end, next.start) : '' };
  });
}

function numbersIn(list: string): number[] {
  return list.split(/[,;\s]+/u).flatMap((part) => {
    const [from, to] = part.split(/[–-]/u).map(Number);
    if (!from) return [];
    return to && to > from && to - from < 20 ? Array.from({ length: to - from + 1 }, (_, i) => from + i) : [from];
  });
}

function bestSource(
  claim: Claim,
  terms: string[],
  finders: ReturnType<typeof quoteFinder>[],
  sources: SourceSentence[],
  weights: TermWeights,
): SourceSentence | undefined {
  const quotes = quotedStrings(claim.text);
  const quoteTerms = quotes.map((quote) => new Set(analyse(quote)));
  const holdsQuotes = finders.map((find) => quotes.every((quote) => find(quote) !== null));
  const figures = figuresIn(claim.text);
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
function figuresIn(text: string): Set<string> {
  return new Set([...text.matchAll(/\d+(?:[.,]\d+)*/gu)].map(([figure]) => figure.replaceAll(/,(?=\d{3}\b)/gu, '')));
}

/** Puts the mark before the closing full stop, as papers do. */
function withMark(sentence: string, mark: string): string {
  return mark === '' ? sentence : sentence.replace(/([.!?]?)$/u, `${mark}$1`);
}
