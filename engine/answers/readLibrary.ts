import type { Passage } from '../../shared/domain/passage.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { analyse } from '../search/analyse.ts';
import type { SearchMode } from '../search/retrieve.ts';
import { search } from '../search/search.ts';
import { type ScoredSentence, selectEvidence } from './evidence.ts';
import { type EarlierTurn, leanedOn, ownTerms, refersBack } from './followUp.ts';
import { onePerWork } from './oneSource.ts';
import { isSupported, passagesOnTopic } from './support.ts';
import type { TermWeights } from './termWeights.ts';

/** What the library holds on a question. `supported` is false where it does not bear on it. */
export interface Reading {
  /** What was looked for: the question, with those it leans on. */
  query: string;
  /** Terms the evidence has to hold; none where all of the query's count alike. */
  focus: string[];
  /** How it was really searched. */
  mode: SearchMode;
  passages: Passage[];
  evidence: ScoredSentence[];
  supported: boolean;
}

interface Question {
  question: string;
  documentIds?: string[];
}

/** Passages evidence is looked for in. A list of references names every topic, and answers nothing. */
const evidencePassages = 10;
const leaveOut = ['references'] as const;

/**
 * Finds the passages and sentences on a question. One that leans on earlier turns is first read together with them. Where that finds nothing, one that speaks of
 * something it does not name is looked for in the papers cited then, and any other is read as it stands, like a question without earlier turns.
 */
export async function readLibrary(
  ports: EnginePorts,
  ctx: RequestContext,
  request: Question & { earlier?: EarlierTurn[] },
  weights: TermWeights,
): Promise<Reading> {
  const context = leanedOn(request.question, request.earlier ?? []);
  if (context.length === 0) return await readAlone(ports, ctx, request, weights);
  const together = await readTogether(ports, ctx, request, context, weights);
  if (together) return together;
  if (!refersBack(request.question)) return await readAlone(ports, ctx, request, weights);
  const documentIds = citedIn(context).filter((id) => request.documentIds?.includes(id) ?? true);
  return await readAlone(ports, ctx, { ...request, documentIds }, weights);
}

function citedIn(turns: EarlierTurn[]): string[] {
  return [...new Set(turns.flatMap(({ documentIds }) => documentIds))];
}

async function readAlone(ports: EnginePorts, ctx: RequestContext, request: Question, weights: TermWeights): Promise<Reading> {
  const { passages, mode } = await find(ports, ctx, request, request.question);
  return { mode, ...(await readPassages(ports, ctx, { query: request.question, focus: [], passages }, weights)) };
}

/** What these passages say on a query; of one that leans on earlier turns, on its own words (`focus`). */
export async function readPassages(
  ports: EnginePorts,
  ctx: RequestContext,
  { query, focus, passages }: Pick<Reading, 'query' | 'focus' | 'passages'>,
  weights: TermWeights,
): Promise<Omit<Reading, 'mode'>> {
  const evidence = await selectEvidence(ports, ctx, query, passages, weights, focus);
  // A follow-up without words of its own (`Why?`) asks the earlier question again.
  const supported = focus.length > 0 ? evidence.length > 0 : isSupported(query, passages, evidence, weights);
  return { query, focus, passages, evidence, supported };
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
  const { passages: found, mode } = await find(ports, ctx, request, both);
  const own = ownTerms(request.question);
  const topic = { terms: [...new Set(analyse(before))], documentIds: new Set(citedIn(context)) };
  await weights.load(analyse(both));
  const passages = passagesOnTopic(found, topic, own, weights);
  const reading = await readPassages(ports, ctx, { query: both, focus: own, passages }, weights);
  return reading.supported ? { mode, ...reading } : null;
}

async function find(ports: EnginePorts, ctx: RequestContext, { documentIds }: Question, query: string) {
  const request = { query, mode: 'hybrid', leaveOut, ...(documentIds ? { documentIds } : {}) } as const;
  const found = await search(ports, ctx, { ...request, k: evidencePassages });
  const passages = await onePerWork(ports, ctx, found.passages);
  if (passages.length === found.passages.length) return found;
  // Other papers take the places of a second version.
  const more = await search(ports, ctx, { ...request, k: 2 * evidencePassages });
  return { ...more, passages: (await onePerWork(ports, ctx, more.passages)).slice(0, evidencePassages) };
}
