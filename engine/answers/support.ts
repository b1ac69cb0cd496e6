import type { Passage } from '../../shared/domain/passage.ts';
import { analyse } from '../search/analyse.ts';
import type { ScoredSentence } from './evidence.ts';
import type { TermWeights } from './termWeights.ts';

/** What tells a question the library answers from one it does not. All 0…1 but the similarity (cosine). */
export interface SupportSignals {
  /** Weighted share of the question's terms that the best passage holds. */
  passageOverlap: number;
  /** The same for the best sentence. */
  sentenceOverlap: number;
  /** Best cosine of a passage with the question. */
  passageSimilarity: number | null;
  /** Best cosine of a sentence with the question. */
  sentenceSimilarity: number | null;
  /** Weighted share of the question's terms that stand nowhere in the library. */
  unknown: number;
}

export function supportSignals(
  question: string,
  passages: Passage[],
  evidence: ScoredSentence[],
  weights: TermWeights,
): SupportSignals {
  const terms = [...new Set(analyse(question))];
  const overlapOf = (passage: Passage) => {
    const held = new Set(analyse(`${passage.title} ${passage.section} ${passage.text}`));
    return weights.share(terms, (term) => held.has(term));
  };
  return {
    passageOverlap: best(passages.map(overlapOf)) ?? 0,
    sentenceOverlap: best(evidence.map(({ overlap }) => overlap)) ?? 0,
    passageSimilarity: best(passages.map(({ denseScore }) => denseScore)),
    sentenceSimilarity: best(evidence.map(({ similarity }) => similarity)),
    unknown: weights.share(terms, (term) => weights.frequency(term) === 0),
  };
}

function best(values: (number | null)[]): number | null {
  const numbers = values.filter((value) => value !== null);
  return numbers.length === 0 ? null : Math.max(...numbers);
}

/** Whether what was found bears on the question at all; nothing found never does. */
export function isSupported(question: string, passages: Passage[], evidence: ScoredSentence[], weights: TermWeights): boolean {
  if (evidence.length === 0) return false;
  const signals = supportSignals(question, passages, evidence, weights);
  return signals.passageOverlap >= 0.5;
}
