import { appVersion } from '../../shared/config/appVersion.ts';
import type { AnswerBundle, Grounds, Replay } from '../../shared/domain/answerBundle.ts';
import type { Citation } from '../../shared/domain/passage.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { answerFrom } from './answer.ts';
import { findGiven } from './findGiven.ts';
import { embedderOf, modelOf } from './grounds.ts';
import { readPassages } from './readLibrary.ts';
import { TermWeights } from './termWeights.ts';

/**
 * Answers a question again from the passages it was answered from, as far as this library has them, without a search. Where all are there and search model and
 * generator are the same, evidence comes out the same. Errors: those of the generator.
 */
export async function replay(ports: EnginePorts, ctx: RequestContext, bundle: AnswerBundle): Promise<Replay> {
  const { question, grounds, answer: then } = bundle;
  const found = await findGiven(ports, ctx, grounds.passages);
  const passages = found.flatMap(({ passage }) => passage ?? []);
  const weights = new TermWeights(ports, ctx, grounds.words);
  const { query, focus, supported, history } = grounds;
  // Whether the library bore on the question is part of what is replayed; passages that changed are judged anew.
  const reading = { ...(await readPassages(ports, ctx, { query, focus, passages }, weights)), supported };
  const given = { reading, weights, generator: grounds.generator.id, history };
  const { answer: text, answered, citations } = await answerFrom(ports, ctx, question, given, { onDelta: () => undefined });
  return {
    passages: found.map(({ fate, passage }, i) => ({
      fate,
      title: grounds.passages[i]!.title,
      page: grounds.passages[i]!.page,
      now: passage && { documentId: passage.documentId, page: passage.page },
    })),
    answer: { text, answered, citations },
    same: text === then.text && quotes(citations) === quotes(then.citations),
    differs: await differences(ports, grounds),
  };
}

const quotes = (citations: Citation[]) => JSON.stringify(citations.map(({ n, quote }) => [n, quote]));

async function differences(ports: EnginePorts, { app, generator, embedder }: Grounds): Promise<Replay['differs']> {
  const differs: Replay['differs'] = [];
  if (app !== appVersion) differs.push('app');
  if ((await modelOf(ports, generator.id)) !== generator.model) differs.push('generator');
  const now = embedder && (await embedderOf(ports).catch(withoutModel));
  if (embedder && now?.space !== embedder.space) differs.push('embedder');
  return differs;
}

function withoutModel(error: unknown): null {
  const { code } = AppError.from(error);
  if (code === 'model_missing' || code === 'model_corrupt' || code === 'model_failed') return null;
  throw error;
}
