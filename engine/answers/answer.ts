import type { Answer, Citation, GeneratorId, Passage } from '../../shared/domain/passage.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import type { Exchange } from '../ports/Generator.ts';
import { CitedStream } from './CitedStream.ts';
import { Aligner, type CitedText, citeText } from './citations.ts';
import type { ScoredSentence } from './evidence.ts';
import type { EarlierTurn } from './followUp.ts';
import type { Given } from './grounds.ts';
import { type Reading, readLibrary } from './readLibrary.ts';
import { type SourceSentence, toCitation } from './sources.ts';
import { TermWeights } from './termWeights.ts';

/** Passages a language model is given, and turns before the question. */
const generatorPassages = 6;
const generatorHistory = 3;

export interface AnswerRequest {
  question: string;
  generator?: GeneratorId;
  documentIds?: string[];
  /** Turns of the conversation before this one, oldest first. */
  earlier?: EarlierTurn[];
}

/** Hears how an answer comes about; the answer itself comes at the end. */
export interface AnswerListener {
  /** What the answer will be made from, before anything else is told. */
  onRead?: (given: Given) => void;
  /** The library's own sentences on the question, before anything is written. */
  onEvidence?: (citations: Citation[]) => void;
  /** Text as it is written, with the marks of its writer. */
  onDelta: (text: string) => void;
  /** After each sentence: all that was written, with its citations in place of the writer's marks. The last one is the whole answer. */
  onCited?: (cited: CitedText) => void;
}

/**
 * Answers a question from the library: search → evidence → (a language model writes) → every sentence checked against the stored text. Where nothing in the library bears on the
 * question, `answered` is false and no model is asked. Errors: those of search and of the generator chosen.
 */
export async function answer(
  ports: EnginePorts,
  ctx: RequestContext,
  request: AnswerRequest,
  listener: AnswerListener,
): Promise<Answer> {
  const startedAt = performance.now();
  const { question, generator = 'evidence', documentIds, earlier = [] } = request;
  const weights = new TermWeights(ports, ctx);
  const reading = await readLibrary(ports, ctx, request, weights);
  const given = { reading, weights, generator, history: exchangesOf(earlier), documentIds };
  listener.onRead?.(given);
  return await answerFrom(ports, ctx, question, given, listener, startedAt);
}

/** Writes the answer from what was read. `startedAt` is when its question came in (`performance.now`). */
export async function answerFrom(
  ports: EnginePorts,
  ctx: RequestContext,
  question: string,
  { reading, weights, generator, history }: Pick<Given, 'weights' | 'generator' | 'history'> & { reading: Omit<Reading, 'mode'> },
  listener: AnswerListener,
  startedAt = performance.now(),
): Promise<Answer> {
  const elapsed = () => Math.round(performance.now() - startedAt);
  const { passages, evidence, supported } = reading;
  const retrieve = elapsed();
  if (!supported) {
    const ms = { retrieve, firstToken: null, total: retrieve };
    return { answer: '', answered: false, citations: [], unsupported: [], generator, ms };
  }

  let firstToken: number | null = null;
  const told: AnswerListener = {
    ...listener,
    onDelta: (text) => {
      firstToken ??= elapsed();
      listener.onDelta(text);
    },
  };
  const quoted = await citeEvidence(ports, ctx, evidence);
  listener.onEvidence?.(quoted.map(({ citation }) => citation));
  const cited =
    generator === 'evidence'
      ? writeEvidence(quoted, told)
      : await generate(ports, ctx, generator, { question, history }, passages.slice(0, generatorPassages), weights, told);
  return {
    answer: cited.text,
    answered: cited.citations.length > 0,
    citations: cited.citations,
    unsupported: cited.unsupported,
    generator,
    ms: { retrieve, firstToken, total: elapsed() },
  };
}

interface Quoted {
  sentence: SourceSentence;
  citation: Citation;
}

/** The sentences that stand in the stored text, numbered from 1. */
async function citeEvidence(ports: EnginePorts, ctx: RequestContext, evidence: ScoredSentence[]): Promise<Quoted[]> {
  const quoted: Quoted[] = [];
  for (const { sentence } of evidence) {
    const citation = await toCitation(ports, ctx, quoted.length + 1, sentence);
    if (citation?.verified) quoted.push({ sentence, citation });
  }
  return quoted;
}

function writeEvidence(quoted: Quoted[], { onDelta, onCited }: AnswerListener): CitedText {
  let cited: CitedText = { text: '', citations: [], unsupported: [] };
  for (const { sentence, citation } of quoted) {
    const delta = `${cited.text === '' ? '' : '\n\n'}${withoutOwnMarks(sentence.text)} [${citation.n}]`;
    cited = { ...cited, text: cited.text + delta, citations: [...cited.citations, citation] };
    onDelta(delta);
    onCited?.(cited);
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
  { question, history }: { question: string; history: Exchange[] },
  passages: Passage[],
  weights: TermWeights,
  { onDelta, onCited }: AnswerListener,
): Promise<CitedText> {
  const generator = ports.generators.find((candidate) => candidate.id === id);
  const reason = generator ? await generator.unavailable() : 'No such language model is set up.';
  if (!generator || reason !== null) throw new AppError('generator_unavailable', reason ? { message: reason } : {});
  const aligner = new Aligner(ports, ctx, passages, weights);
  const stream = onCited && new CitedStream(aligner, onCited);
  try {
    const { text } = await generator.generate(
      {
        question,
        passages: passages.map(({ title, section, text }) => ({ title, section, text })),
        history,
      },
      {
        signal: ctx.signal,
        onDelta: (delta) => {
          onDelta(delta);
          stream?.push(delta);
        },
      },
    );
    return await (stream ? stream.end(text) : citeText(aligner, text));
  } finally {
    stream?.close();
  }
}

function exchangesOf(earlier: EarlierTurn[]): Exchange[] {
  const exchanges = earlier.flatMap(({ question, answer }) => (answer === null ? [] : [{ question, answer }]));
  return exchanges.slice(-generatorHistory);
}
