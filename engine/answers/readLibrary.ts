import type { Passage } from '../../shared/domain/passage.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { analyse } from '../search/analyse.ts';
import { search } from '../search/search.ts';
import { type ScoredSentence, selectEvidence } from './evidence.ts';
import { type EarlierTurn, leanedOn, ownTerms } from './followUp.ts';
import { isSupported, passagesOnTopic } from './support.ts';
import type { TermWeights } from './termWeights.ts';

/** What the library holds on a question. `supported` is false where it does not bear on it. */
export interface Reading {
  passages: Passage[];
  evidence: ScoredSentence[];
  supported: boolean;
}

interface Question {
  question: string;
  documentIds?: string[];
}

/** Passages evidence is looked for in. */
const evidencePassages = 10;

/**
 * Finds the passages and sentences on a question. One that leans on earlier turns is first read together with them; where that finds nothing, and for every
 * other question, it is read as it stands.
 */
export async function readLibrary(
  ports: EnginePorts,
  ctx: RequestContext,
  request: Question & { earlier?: EarlierTurn[] },
  weights: TermWeights,
): Promise<Reading> {
  const context = leanedOn(request.question, request.earlier ?? []);
  const together = context.length > 0 ? await readTogether(ports, ctx, request, context, weights) : null;
  return together ?? (await readAlone(ports, ctx, request, weights));
}

async function readAlone(ports: EnginePorts, ctx: RequestContext, request: Question, weights: TermWeights): Promise<Reading> {
  const passages = await find(ports, ctx, request, request.question);
  const evidence = await selectEvidence(ports, ctx, request.question, passages, weights);
  return { passages, evidence, supported: isSupported(request.question, passages, evidence, weights) };
}

/** Null where the library says nothing on what is asked now, however much it says on what was asked before. */
async function readTogether(
  ports: EnginePorts,
  ctx: RequestContext,
  request: Question,
  context: EarlierTurn[],
  weights: TermWeights,
): Promise<Reading | null> {
  const before = context.map(({ question }) => question).join(' ');
  const both = `${before} ${request.question}`;
  const found = await find(ports, ctx, request, both);
  const own = ownTerms(request.question);
  const topic = { terms: [...new Set(analyse(before))], documentIds: new Set(context.flatMap(({ documentIds }) => documentIds)) };
  await weights.load(analyse(both));
  const passages = passagesOnTopic(found, topic, own, weights);
  const evidence = await selectEvidence(ports, ctx, both, passages, weights, own);
  return evidence.length > 0 ? { passages, evidence, supported: true } : null;
}

async function find(ports: EnginePorts, ctx: RequestContext, { documentIds }: Question, query: string): Promise<Passage[]> {
  const request = { query, k: evidencePassages, mode: 'hybrid', ...(documentIds ? { documentIds } : {}) } as const;
  return (await search(ports, ctx, request)).passages;
}
