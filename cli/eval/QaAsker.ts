import { answer } from '../../engine/answers/answer.ts';
import { TermWeights } from '../../engine/answers/termWeights.ts';
import type { RequestContext } from '../../engine/context.ts';
import type { EnginePorts } from '../../engine/EnginePorts.ts';
import { search } from '../../engine/search/search.ts';
import type { GeneratorId } from '../../shared/domain/passage.ts';
import type { EvalIndex } from './evalIndex.ts';
import type { QaBenchmark, QaQuestion } from './qaBenchmark.ts';
import { type Asked, checkCitations, contains } from './qaMeasures.ts';

/** Passages that count, and tokens each of them may have. */
const passages = 5;
const passageTokens = 300;

/** Asks the questions of a benchmark in its index, and compares what comes with the golds. */
export class QaAsker {
  searchMs = 0;
  answerMs = 0;
  readonly #ports: EnginePorts;
  readonly #ctx: RequestContext;
  readonly #wholeLibrary: boolean;
  readonly #weights: TermWeights;
  readonly #papers: Map<string, { indexId: string; text: string }>;

  constructor(ports: EnginePorts, ctx: RequestContext, { wholeLibrary }: Pick<QaBenchmark, 'wholeLibrary'>, index: EvalIndex) {
    this.#ports = ports;
    this.#ctx = ctx;
    this.#wholeLibrary = wholeLibrary;
    this.#weights = new TermWeights(ports, ctx);
    this.#papers = new Map(index.documents.map(({ id, source }) => [source.id, { indexId: id, text: source.text }]));
  }

  /** Whether a gold answer is among the passages (`QaScores.hit5`); null where its place is not known. */
  async hit({ documentId, text, golds }: QaQuestion): Promise<boolean | null> {
    const startedAt = performance.now();
    const found = await search(this.#ports, this.#ctx, { query: text, k: passages, mode: 'hybrid', ...this.#within(documentId) });
    this.searchMs += performance.now() - startedAt;
    if (golds.length === 0) return null;
    const texts = found.passages.map((passage) => passage.text);
    const lengths = await this.#ports.embedder.countTokens(texts, { signal: this.#ctx.signal });
    return found.passages.some(
      (passage, i) =>
        passage.documentId === this.#papers.get(documentId)!.indexId &&
        lengths[i]! <= passageTokens &&
        golds.some(({ start, end }) => passage.start < end && start < passage.end),
    );
  }

  /** The measures of the answer given (`QaScores`). */
  async answer(
    { documentId, text, golds }: QaQuestion,
    generator: GeneratorId,
  ): Promise<Omit<Asked, 'found' | 'documentId'> & { contained: boolean }> {
    const startedAt = performance.now();
    const request = { question: text, generator, ...this.#within(documentId) };
    const given = await answer(this.#ports, this.#ctx, request, { onDelta: () => undefined });
    this.answerMs += performance.now() - startedAt;
    const paper = this.#papers.get(documentId)!;
    const quotes = given.citations.filter((citation) => citation.documentId === paper.indexId).map(({ quote }) => quote);
    return {
      contained: contains(quotes, paper.text, golds),
      answered: given.answered,
      ...(await checkCitations(given, this.#weights)),
    };
  }

  #within(documentId: string): { documentIds?: string[] } {
    return this.#wholeLibrary ? {} : { documentIds: [this.#papers.get(documentId)!.indexId] };
  }
}
