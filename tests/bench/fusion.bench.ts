import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { halfOf } from '../../cli/commands/eval.ts';
import { type Benchmark, readBenchmark } from '../../cli/eval/benchmark.ts';
import { buildIndex } from '../../cli/eval/evalIndex.ts';
import { analyse } from '../../engine/search/analyse.ts';
import { fuseRanks, fuseScores, type RankedList } from '../../engine/search/fuse.ts';
import { mean, ndcg } from '../../engine/search/metrics.ts';
import { type BenchResult, type BenchRow, told } from './Bench.ts';
import { type BenchLibrary, openLibrary } from './openLibrary.ts';

const root = join(import.meta.dirname, '../..');
/** `hub --data bench-results eval ../shared/data/benchmarks/scifact` makes the first of these. */
const indexes = join(root, 'bench-results/eval');
const benchmarks = join(root, '../shared/data/benchmarks');
const depth = 200;

interface Asked {
  half: number;
  lexical: RankedList['hits'];
  dense: RankedList['hits'];
  judgements: Map<string, number>;
}

/** Ways of making one ranking of two, as nDCG@10 over the benchmarks that have an index with vectors; in two halves, so that
 * what looks best on one can be seen on the other. */
export async function run(): Promise<BenchResult> {
  const rows: BenchRow[] = [];
  for (const name of ['scifact', 'nfcorpus', 'cranfield']) {
    if (!existsSync(join(indexes, name)) || !existsSync(join(benchmarks, name))) continue;
    const library = await openLibrary(undefined, join(indexes, name));
    try {
      const asked = await ask(library, await readBenchmark(join(benchmarks, name), 'test'));
      if (!asked) continue;
      for (const [label, fused] of Object.entries(fusions)) {
        for (const half of [0, 1]) {
          const some = asked.filter((one) => one.half === half);
          const score = mean(some.map((one) => ndcg(byDocument(fused(one)), one.judgements, 10)));
          rows.push(told(`${name}, ${half === 0 ? 'first' : 'second'} half: ${label}`, score, 'nDCG@10'));
        }
      }
    } finally {
      await library.close();
    }
  }
  return { name: 'Fusion', rows };
}

type Fusion = (asked: Asked) => readonly { id: string }[];

const weighted =
  (dense: number, floor?: number): Fusion =>
  (asked) =>
    fuseScores([
      { hits: asked.lexical, weight: 1 - dense, ...(floor === undefined ? {} : { floor }) },
      { hits: asked.dense, weight: dense },
    ]);

const fusions: Record<string, Fusion> = {
  'words alone': ({ lexical }) => lexical,
  'meaning alone': ({ dense }) => dense,
  'scores from the worst candidate up, equal weights': weighted(0.5),
  ...Object.fromEntries(
    [0.3, 0.4, 0.5, 0.6, 0.7, 0.8].map((dense) => [`scores, words from zero up, weight of meaning ${dense}`, weighted(dense, 0)]),
  ),
  'reciprocal ranks': ({ lexical, dense }) =>
    fuseRanks([
      { hits: lexical, weight: 1 },
      { hits: dense, weight: 1 },
    ]),
};

/** Both retrievers' candidates for every query, with ids that begin with the benchmark's document; null where vectors are missing. */
async function ask({ ports, ctx }: BenchLibrary, benchmark: Benchmark): Promise<Asked[] | null> {
  const index = await buildIndex(ports, ctx, benchmark.documents, () => undefined);
  const { space } = await ports.embedder.info();
  const chunks = index.documents.reduce((sum, document) => sum + document.chunks.length, 0);
  if (!(await ports.vectors.spaces(ctx)).includes(space.id) || (await ports.vectors.count(ctx, space.id)) < chunks) return null;
  const asked: Asked[] = [];
  for (const { id, text, judgements } of benchmark.queries) {
    const [vector] = await ports.embedder.embed([text], { kind: 'query', signal: ctx.signal });
    const lexical = await ports.lexical.search(ctx, analyse(text), { k: depth });
    const dense = await ports.vectors.search(ctx, space.id, vector!, { k: depth });
    const idOf = (documentId: string, chunkId: string) => `${index.sourceIds.get(documentId)}\t${chunkId}`;
    asked.push({
      half: halfOf(id),
      lexical: lexical.map((hit) => ({ id: idOf(hit.documentId, hit.chunkId), score: hit.score })),
      dense: dense.map((hit) => ({ id: idOf(hit.documentId, hit.id), score: hit.score })),
      judgements,
    });
  }
  return asked;
}

/** A document ranks where its best chunk does. */
function byDocument(ranked: readonly { id: string }[]): string[] {
  return [...new Set(ranked.map(({ id }) => id.slice(0, id.indexOf('\t'))))];
}
