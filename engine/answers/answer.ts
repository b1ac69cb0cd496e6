import type { Answer, GeneratorId, Passage } from '../../shared/domain/passage.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { search } from '../search/search.ts';
import { type CitedText, citeText } from './citations.ts';
import { type ScoredSentence, selectEvidence } from './evidence.ts';
import { toCitation } from './sources.ts';
import { isSupported } from './support.ts';
import { TermWeights } from './termWeights.ts';

/** Passages evidence is looked for in, and passages a language model is given. */
const evidencePassages = 10;
const generatorPassages = 6;

/**
 * Answers a question from the library: search → evidence → (a language model writes) → every sentence checked against the stored text. Where nothing in the library bears on the
 * question, `answered` is false and no model is asked. Errors: those of search and of the generator chosen.
 */
export async function answer(
  ports: EnginePorts,
  ctx: RequestContext,
  request: { question: string; generator?: GeneratorId; documentIds?: string[] },
  onDelta: (text: string) => void,
): Promise<Answer> {
  const startedAt = performance.now();
  const elapsed = () => Math.round(performance.now() - startedAt);
  const generatorId = request.generator ?? 'evidence';
  const { passages } = await search(ports, ctx, {
    query: request.question,
    k: evidencePassages,
    mode: 'hybrid',
    ...(request.documentIds ? { documentIds: request.documentIds } : {}),
  });
  const weights = new TermWeights(ports, ctx);
  const evidence = await selectEvidence(ports, ctx, request.question, passages, weights);
  const retrieve = elapsed();
  const none: Answer = {
    answer: '',
    answered: false,
    citations: [],
    unsupported: [],
    generator: generatorId,
    ms: { retrieve, firstToken: null, total: retrieve },
  };
  if (!isSupported(request.question, passages, evidence, weights)) return none;

  let firstToken: number | null = null;
  const tell = (text: string) => {
    firstToken ??= elapsed();
    onDelta(text);
  };
  const cited =
    generatorId === 'evidence'
      ? await citeEvidence(ports, ctx, evidence, tell)
      : await generate(ports, ctx, generatorId, request.question, passages.slice(0, generatorPassages), weights, tell);
  return {
    answer: cited.text,
    answered: cited.citations.length > 0,
    citations: cited.citations,
    unsupported: cited.unsupported,
    generator: generatorId,
    ms: { retrieve, firstToken, total: elapsed() },
  };
}

async function citeEvidence(
  ports: EnginePorts,
  ctx: RequestContext,
  evidence: ScoredSentence[],
  onDelta: (text: string) => void,
): Promise<CitedText> {
  const cited: CitedText = { text: '', citations: [], unsupported: [] };
  for (const { sentence } of evidence) {
    const citation = await toCitation(ports, ctx, cited.citations.length + 1, sentence);
    if (!citation?.verified) continue;
    const delta = `${cited.text === '' ? '' : '\n\n'}${withoutOwnMarks(sentence.text)} [${citation.n}]`;
    cited.text += delta;
    cited.citations.push(citation);
    onDelta(delta);
  }
  return cited;
}

/** A paper's own `[3]` would read as one of the answer's citations; the quote keeps it. */
function withoutOwnMarks(text: string): string {
  return text.replaceAll(/\s*\[\d[\d,;\s–-]*\]/gu, '');
}

async function generate(
  ports: EnginePorts,
  ctx: RequestContext,
  id: GeneratorId,
  question: string,
  passages: Passage[],
  weights: TermWeights,
  onDelta: (text: string) => void,
): Promise<CitedText> {
  const generator = ports.generators.find((candidate) => candidate.id === id);
  const reason = generator ? await generator.unavailable() : 'No such language model is set up.';
  if (!generator || reason !== null) throw new AppError('generator_unavailable', reason ? { message: reason } : {});
  const request = { question, passages: passages.map(({ title, section, text }) => ({ title, section, text })) };
  const { text } = await generator.generate(request, { signal: ctx.signal, onDelta });
  return await citeText(ports, ctx, text, passages, weights);
}
