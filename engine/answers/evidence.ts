import type { Passage } from '../../shared/domain/passage.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { analyse } from '../search/analyse.ts';
import { type SourceSentence, sourceSentences } from './sources.ts';
import type { TermWeights } from './termWeights.ts';

export interface ScoredSentence {
  sentence: SourceSentence;
  /** 0…1, higher is more relevant. */
  score: number;
  /** Weighted share of the question's terms it holds. */
  overlap: number;
  /** Cosine similarity with the question; null without a model. */
  similarity: number | null;
}

const maxSentences = 5;
/** Sentences the embedder compares with the question: those that share the most with it. */
const comparedSentences = 32;
/** Sentences this far below the best one add noise. */
const minShareOfBest = 0.6;
const weightsOf = { overlap: 0.35, similarity: 0.45, passage: 0.2 } as const;

/**
 * The sentences of the passages that say most about the question, best first, at most five: each scored by the question's terms it holds (weighted), its
 * similarity in meaning, and the rank of its passage; near repetitions of a better one are left out. With `focus`, terms of the question, only sentences that
 * hold about as much of them as any other does.
 */
export async function selectEvidence(
  ports: EnginePorts,
  ctx: RequestContext,
  question: string,
  passages: Passage[],
  weights: TermWeights,
  focus: string[] = [],
): Promise<ScoredSentence[]> {
  const terms = [...new Set(analyse(question))];
  await weights.load(terms);
  const readable = sourceSentences(passages).filter((sentence) => isWholeSentence(sentence.text) && !repeatsTitle(sentence));
  const candidates = inFocus(readable, focus, weights)
    .map((sentence) => ({
      sentence,
      overlap: weights.share(terms, (term) => sentence.terms.has(term)),
      passage: sentence.passage.score,
    }))
    .sort((a, b) => b.overlap + 0.5 * b.passage - (a.overlap + 0.5 * a.passage))
    .slice(0, comparedSentences);
  const similarities = await similaritiesTo(
    ports,
    ctx,
    question,
    candidates.map(({ sentence }) => sentence),
  );
  const scored = candidates.map(({ sentence, overlap, passage }, i): ScoredSentence => {
    const similarity = similarities?.[i] ?? null;
    return { sentence, overlap, similarity, score: scoreOf(overlap, similarity, passage) };
  });
  return withoutRepeats(scored.sort((a, b) => b.score - a.score));
}

function inFocus(sentences: SourceSentence[], focus: string[], weights: TermWeights): SourceSentence[] {
  if (focus.length === 0) return sentences;
  const shares = sentences.map(({ terms }) => weights.share(focus, (term) => terms.has(term)));
  const best = Math.max(...shares);
  return sentences.filter((_, i) => shares[i]! > 0 && shares[i]! >= best / 2);
}

function scoreOf(overlap: number, similarity: number | null, passage: number): number {
  if (similarity === null) return 0.7 * overlap + 0.3 * passage;
  return weightsOf.overlap * overlap + weightsOf.similarity * spread(similarity) + weightsOf.passage * passage;
}

/** Sentence embeddings of small models lie close together: cosine .7 is unrelated and .95 all but the same. */
function spread(similarity: number): number {
  return Math.min(1, Math.max(0, (similarity - 0.7) / 0.25));
}

async function similaritiesTo(
  ports: EnginePorts,
  ctx: RequestContext,
  question: string,
  sentences: SourceSentence[],
): Promise<number[] | null> {
  // A library searched by words alone has no similarity to offer.
  if (sentences.length === 0 || sentences.every(({ passage }) => passage.denseScore === null)) return null;
  const [query] = await ports.embedder.embed([question], { kind: 'query', signal: ctx.signal });
  const vectors = await ports.embedder.embed(
    sentences.map(({ text }) => text),
    { kind: 'query', signal: ctx.signal },
  );
  return vectors.map((vector) => vector.reduce((sum, value, i) => sum + value * query![i]!, 0));
}

/** Prose a person can read on its own: not a heading, a table row, a reference entry or half a sentence. */
export function isWholeSentence(text: string): boolean {
  if (text.length < 40 || text.length > 600) return false;
  if (!/^[\p{Lu}\p{Lo}\p{N}“"(]/u.test(text) || !/[.!?。！？]["”)\]]*$/u.test(text)) return false;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters / text.length > 0.6;
}

/** The title itself, or a line that cites it, says what a paper is about, not what it found. */
function repeatsTitle({ terms, passage }: SourceSentence): boolean {
  const title = new Set(analyse(passage.title));
  return title.size > 0 && [...terms].filter((term) => title.has(term)).length / terms.size > 0.8;
}

function withoutRepeats(sorted: ScoredSentence[]): ScoredSentence[] {
  const chosen: ScoredSentence[] = [];
  const best = sorted[0]?.score ?? 0;
  for (const candidate of sorted) {
    if (chosen.length === maxSentences || candidate.score < best * minShareOfBest) break;
    if (!chosen.some((other) => alike(other.sentence.terms, candidate.sentence.terms))) chosen.push(candidate);
  }
  return chosen;
}

function alike(a: Set<string>, b: Set<string>): boolean {
  const shared = [...a].filter((term) => b.has(term)).length;
  return shared / Math.max(1, Math.min(a.size, b.size)) > 0.8;
}
