import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readBenchmark } from '../../cli/eval/benchmark.ts';
import { buildIndex, type EvalIndex, embedIndex } from '../../cli/eval/evalIndex.ts';
import { halfOf } from '../../cli/eval/halfOf.ts';
import { readQaBenchmark } from '../../cli/eval/qaBenchmark.ts';
import type { RequestContext } from '../../engine/context.ts';
import type { EnginePorts } from '../../engine/EnginePorts.ts';
import { analyse } from '../../engine/search/analyse.ts';
import { byMeaning, byWords, fuse } from '../../engine/search/fuse.ts';
import { mean, ndcg } from '../../engine/search/metrics.ts';
import { retrieve } from '../../engine/search/retrieve.ts';
import { termWeight } from '../../engine/search/termWeight.ts';
import { type BenchResult, type BenchRow, told } from './Bench.ts';
import { CachedEmbedder } from './CachedEmbedder.ts';
import { memoryPorts } from './memoryPorts.ts';

const benchmarks = join(import.meta.dirname, '../../../shared/data/benchmarks');
const depth = 200;
const passages = 5;

interface Question {
  id: string;
  text: string;
  /** What is asked of the chunks in the order found: nDCG@10, or whether the answer is among five. */
  score: (chunkIds: string[]) => number;
}

type Hits = { id: string; score: number }[];

interface Candidates {
  lexical: Hits;
  dense: Hits;
  /** Sum of the weights of the question's terms. */
  ideal: number;
}

/**
 * Ways of making one ranking of two: what each step of the product's is worth. nDCG@10 for sets in BEIR layout, the share of questions with the answer among five
 * passages for covidqa; each in two halves, of which settings may be tuned on the first of covidqa and on SciFact's training questions alone.
 */
export async function run(): Promise<BenchResult> {
  const embedder = await CachedEmbedder.open();
  const rows: BenchRow[] = [];
  for (const [name, split] of sets) {
    if (!existsSync(join(benchmarks, name))) continue;
    const { ports, ctx } = await memoryPorts(embedder);
    const questions = split === null ? await questionsOf(name, ports, ctx) : await queriesOf(name, split, ports, ctx);
    const label = split === null ? name : `${name} (${split})`;
    const scores = new Map(Object.keys(ways).map((way) => [way, [[], []] as [number[], number[]]]));
    for (const question of questions) {
      const candidates = await candidatesOf(ports, ctx, question.text);
      for (const [way, rank] of Object.entries(ways)) {
        const found = await rank({ ports, ctx, question, candidates });
        scores.get(way)![halfOf(question.id)].push(question.score(found));
      }
    }
    for (const [way, [first, second]] of scores) {
      const measure = split === null ? 'hit@5' : 'nDCG@10';
      rows.push(told(`${label}: ${way}`, mean([...first, ...second]), measure));
      rows.push(
        told(`${label}: ${way}, first half`, mean(first), measure),
        told(`${label}: ${way}, second half`, mean(second), measure),
      );
    }
  }
  return { name: 'Fusion', rows };
}

const sets: [name: string, split: string | null][] = [
  ['scifact', 'train'],
  ['covidqa', null],
  ['scifact', 'test'],
  ['cranfield', 'test'],
  ['nfcorpus', 'test'],
];

type Way = (asked: { ports: EnginePorts; ctx: RequestContext; question: Question; candidates: Candidates }) => Promise<string[]>;

const ways: Record<string, Way> = {
  'words alone': async ({ candidates }) => idsOf(candidates.lexical),
  'meaning alone': async ({ candidates }) => idsOf(candidates.dense),
  'scores from the best to the 200th, equal weights': async ({ candidates }) => added(candidates, minMax),
  'reciprocal ranks': async ({ candidates }) => added(candidates, reciprocalRanks),
  'on fixed scales': async ({ candidates: { lexical, dense, ideal } }) =>
    idsOf(fuse([byWords(lexical, ideal), byMeaning(dense)])),
  'on fixed scales, the best read again (the product)': async ({ ports, ctx, question }) => {
    const { found } = await retrieve(ports, ctx, { query: question.text, k: 100, mode: 'hybrid' });
    return found.map(({ chunk }) => chunk.id);
  },
};

const idsOf = (hits: readonly { id: string }[]) => hits.map(({ id }) => id);

function added({ lexical, dense }: Candidates, gainsOf: (hits: Hits, floor?: number) => number[]): string[] {
  const sums = new Map<string, number>();
  for (const [hits, floor] of [[lexical, 0], [dense]] as [Hits, number?][]) {
    const gains = gainsOf(hits, floor);
    for (const [at, { id }] of hits.entries()) sums.set(id, (sums.get(id) ?? 0) + gains[at]!);
  }
  return [...sums].sort((a, b) => b[1] - a[1]).map(([id]) => id);
}

const minMax = (hits: Hits, floor = hits.at(-1)?.score ?? 0) =>
  hits.map(({ score }) => (score - floor) / (hits[0]!.score - floor || 1));
const reciprocalRanks = (hits: Hits) => hits.map((_, at) => 1 / (60 + at + 1));

async function candidatesOf(ports: EnginePorts, ctx: RequestContext, text: string): Promise<Candidates> {
  const terms = [...new Set(analyse(text))];
  const { space } = await ports.embedder.info();
  const [vector] = await ports.embedder.embed([text], { kind: 'query', signal: ctx.signal });
  const lexical = await ports.lexical.search(ctx, terms, { k: depth });
  const shares = await ports.lexical.frequencies(ctx, terms);
  return {
    lexical: lexical.map(({ chunkId, score }) => ({ id: chunkId, score })),
    dense: await ports.vectors.search(ctx, space.id, vector!, { k: depth }),
    ideal: shares.reduce((sum, share) => sum + termWeight(share), 0),
  };
}

async function queriesOf(name: string, split: string, ports: EnginePorts, ctx: RequestContext): Promise<Question[]> {
  const benchmark = await readBenchmark(join(benchmarks, name), split);
  const documentOf = chunkOwners(await indexed(ports, ctx, benchmark.documents));
  return benchmark.queries.map(({ id, text, judgements }) => ({
    id,
    text,
    // A document ranks where its best chunk does.
    score: (found) => ndcg([...new Set(found.map((chunk) => documentOf.get(chunk)!))], judgements, 10),
  }));
}

async function questionsOf(name: string, ports: EnginePorts, ctx: RequestContext): Promise<Question[]> {
  const benchmark = await readQaBenchmark(join(benchmarks, name));
  const index = await indexed(ports, ctx, benchmark.documents);
  const chunks = new Map(
    index.documents.flatMap(({ source, chunks }) => chunks.map((chunk) => [chunk.id, { source: source.id, ...chunk }] as const)),
  );
  return benchmark.questions.map(({ documentId, text, golds }) => ({
    id: documentId,
    text,
    score: (found) =>
      Number(
        found
          .slice(0, passages)
          .map((chunk) => chunks.get(chunk)!)
          .some(
            ({ source, ...chunk }) =>
              source === documentId && golds.some((gold) => chunk.start < gold.end && gold.start < chunk.end),
          ),
      ),
  }));
}

async function indexed(ports: EnginePorts, ctx: RequestContext, documents: Parameters<typeof buildIndex>[2]): Promise<EvalIndex> {
  const index = await buildIndex(ports, ctx, documents, () => undefined);
  await embedIndex(ports, ctx, index, console.log);
  return index;
}

function chunkOwners(index: EvalIndex): Map<string, string> {
  return new Map(index.documents.flatMap(({ source, chunks }) => chunks.map((chunk) => [chunk.id, source.id] as const)));
}
