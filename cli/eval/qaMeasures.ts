import { figuresIn, minOverlap } from '../../engine/answers/citations.ts';
import { splitClaims } from '../../engine/answers/claims.ts';
import { quoteFinder } from '../../engine/answers/quoteMatch.ts';
import type { TermWeights } from '../../engine/answers/termWeights.ts';
import { sentences } from '../../engine/ingest/sentences.ts';
import { analyse } from '../../engine/search/analyse.ts';
import { mean } from '../../engine/search/metrics.ts';
import type { Span } from '../../shared/domain/geometry.ts';
import type { Answer, Citation } from '../../shared/domain/passage.ts';

/** What came of one question. */
export interface Asked {
  documentId: string;
  /** Null where no place of the answer is known. */
  found: { hit: boolean; contained: boolean } | null;
  answered: boolean;
  /** Sentences of the answer with a citation, and those of them whose quotes bear them out. */
  cited: number;
  borneOut: number;
  /** Sentences of the answer in all, and those marked as resting on nothing. */
  claims: number;
  unsupported: number;
}

/** Shares, 0…1. */
export interface QaScores {
  questions: number;
  /** Questions whose answer's place is known; `hit5` and `contained` are over these. */
  located: number;
  /** A gold answer overlaps one of the first five passages, which stands in its paper and is no longer than 300 tokens of the embedder. */
  hit5: number;
  /** Every sentence of a gold answer stands in the answer's quotes from its paper, typesetting aside. */
  contained: number;
  /** Questions that were not refused. */
  answered: number;
  /** Cited sentences whose quotes bear them out: the quotes stand in the stored text, hold the sentence's words (by weight) as citing asks, and all its numbers. */
  citationPrecision: number;
  /** Sentences of the answers that are marked as resting on nothing. */
  unsupportedShare: number;
}

export function scoresOf(asked: Asked[]): QaScores {
  const located = asked.flatMap(({ found }) => found ?? []);
  const sum = (of: (one: Asked) => number) => asked.reduce((total, one) => total + of(one), 0);
  const cited = sum((one) => one.cited);
  const claims = sum((one) => one.claims);
  return {
    questions: asked.length,
    located: located.length,
    hit5: mean(located.map(({ hit }) => Number(hit))),
    contained: mean(located.map(({ contained }) => Number(contained))),
    answered: mean(asked.map(({ answered }) => Number(answered))),
    citationPrecision: cited === 0 ? 0 : sum((one) => one.borneOut) / cited,
    unsupportedShare: claims === 0 ? 0 : sum((one) => one.unsupported) / claims,
  };
}

/** Whether the quotes hold every sentence of one of the golds. */
export function contains(quotes: string[], text: string, golds: Span[]): boolean {
  const find = quoteFinder(quotes.join(' '));
  return golds.some(({ start, end }) => {
    const gold = text.slice(start, end);
    return sentences(gold).every((span) => {
      const bare = gold.slice(span.start, span.end).replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '');
      return bare === '' || find(bare) !== null;
    });
  });
}

/** The sentences of an answer, counted by whether what they cite bears them out. */
export async function checkCitations(
  answer: Pick<Answer, 'answer' | 'citations' | 'unsupported'>,
  weights: TermWeights,
): Promise<Pick<Asked, 'cited' | 'borneOut' | 'claims' | 'unsupported'>> {
  const claims = splitClaims(answer.answer);
  await weights.load(claims.flatMap((claim) => analyse(claim.stated)));
  const cited = claims.filter(({ named }) => named.size > 0);
  const borneOut = cited.filter(({ stated, named }) => {
    const quotes = answer.citations.filter(({ n }) => named.has(n));
    return bearOut(quotes, stated, weights);
  });
  return { cited: cited.length, borneOut: borneOut.length, claims: claims.length, unsupported: answer.unsupported.length };
}

function bearOut(citations: Citation[], stated: string, weights: TermWeights): boolean {
  if (citations.length === 0 || !citations.every(({ verified }) => verified)) return false;
  const text = citations.map(({ quote }) => quote).join(' ');
  const held = new Set(analyse(text));
  const figures = figuresIn(text);
  if ([...figuresIn(stated)].some((figure) => !figures.has(figure))) return false;
  return weights.share(new Set(analyse(stated)), (term) => held.has(term)) >= minOverlap;
}
