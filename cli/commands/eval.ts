import { join } from 'node:path';
import { lockFolder } from '../../engine/adapters/local/folderLock.ts';
import type { RequestContext } from '../../engine/context.ts';
import type { EnginePorts } from '../../engine/EnginePorts.ts';
import { mean, ndcg, recall, reciprocalRank } from '../../engine/search/metrics.ts';
import { retrieve, type SearchMode } from '../../engine/search/retrieve.ts';
import type { Config } from '../../shared/config/config.ts';
import { localLibraryId, localPrincipalId } from '../../shared/domain/library.ts';
import type { GeneratorId } from '../../shared/domain/passage.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import { type Benchmark, readBenchmark } from '../eval/benchmark.ts';
import { buildIndex, type EvalPorts, embedIndex } from '../eval/evalIndex.ts';
import { evaluateQa } from '../eval/evaluateQa.ts';
import { halfOf } from '../eval/halfOf.ts';
import { readQaBenchmark } from '../eval/qaBenchmark.ts';
import { openPorts } from '../nodeEngine.ts';
import { printJson, remark } from '../output.ts';

/** Means over queries. */
export interface Scores {
  ndcg10: number;
  mrr10: number;
  recall100: number;
  queries: number;
}

export interface Evaluation extends Scores {
  docs: number;
  mode: SearchMode;
  /** Milliseconds per query, the query's embedding included. */
  ms: number;
  /** The queries in two fixed halves by a hash of their ids: settings tuned on one are to hold on the other. */
  halves: [Scores, Scores];
}

interface Where {
  folder: string;
  dataDir: string;
  config: Config;
  signal: AbortSignal;
}

/** `hub eval`: measures retrieval in an index of the benchmark's own under the data folder, which a later run reuses. */
export async function evaluate(options: Where & { split: string; mode: SearchMode; limitDocs?: number }): Promise<void> {
  const benchmark = await readBenchmark(options.folder, options.split, options.limitDocs);
  const name = options.limitDocs === undefined ? benchmark.name : `${benchmark.name}-${options.limitDocs}`;
  await inIndex(name, options, async (ports, ctx) => {
    printJson(await evaluateOn(ports, benchmark, { mode: options.mode, signal: ctx.signal, remark }));
  });
}

/** `hub eval --qa`: measures passages and answers on questions to full papers, likewise. */
export async function evaluateQuestions(options: Where & { folds: boolean; generator: GeneratorId }): Promise<void> {
  const benchmark = await readQaBenchmark(options.folder);
  await inIndex(benchmark.name, options, async (ports, ctx) => {
    printJson(await evaluateQa(ports, ctx, benchmark, { ...options, remark }));
  });
}

async function inIndex(
  name: string,
  { dataDir, config, signal }: Where,
  measure: (ports: EnginePorts, ctx: RequestContext) => Promise<void>,
): Promise<void> {
  const folder = join(dataDir, 'eval', name);
  const lock = lockFolder(folder);
  if (!lock) throw new AppError('library_locked');
  const { ports, close } = await openPorts(folder, config);
  try {
    await measure(ports, evalContext(signal));
  } finally {
    await close();
    lock.release();
  }
}

function evalContext(signal: AbortSignal): RequestContext {
  return { principal: { id: localPrincipalId }, libraryId: localLibraryId, requestId: 'eval', signal };
}

/** Indexes the benchmark with these ports (what is there already stays), asks its queries and compares with its judgements. */
export async function evaluateOn(
  ports: EvalPorts,
  benchmark: Benchmark,
  { mode, signal, remark }: { mode: SearchMode; signal: AbortSignal; remark: (line: string) => void },
): Promise<Evaluation> {
  const ctx = evalContext(signal);
  const index = await buildIndex(ports, ctx, benchmark.documents, remark);
  if (mode !== 'lexical') await embedIndex(ports, ctx, index, remark);
  remark(`Asking ${benchmark.queries.length} queries …`);
  const rankings: string[][] = [];
  const startedAt = performance.now();
  for (const { text } of benchmark.queries) {
    const found = await retrieve(ports, ctx, { query: text, k: 100, mode });
    if (found.mode !== mode) throw new AppError('model_failed', { message: 'A query could not be embedded.' });
    // A document ranks where its best chunk does.
    rankings.push([...new Set(found.found.map(({ chunk }) => index.sourceIds.get(chunk.documentId)!))]);
  }
  const ms = (performance.now() - startedAt) / Math.max(1, benchmark.queries.length);
  const scores = (half?: number): Scores => {
    const asked = [...benchmark.queries.entries()].filter(([, query]) => half === undefined || halfOf(query.id) === half);
    const over = (metric: typeof ndcg, k: number) =>
      mean(asked.map(([at, { judgements }]) => metric(rankings[at]!, judgements, k)));
    return { ndcg10: over(ndcg, 10), mrr10: over(reciprocalRank, 10), recall100: over(recall, 100), queries: asked.length };
  };
  return { ...scores(), docs: benchmark.documents.length, mode, ms, halves: [scores(0), scores(1)] };
}
