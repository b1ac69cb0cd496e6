import { expect, it } from 'vitest';
import type { EnginePorts } from '../EnginePorts.ts';
import { TermWeights } from './termWeights.ts';

const ctx = { principal: { id: 'tester' }, libraryId: 'ours', requestId: 'test', signal: new AbortController().signal };

/** Weights in a library of so many chunks, of which so many hold each term. */
async function weightsIn(chunks: number, holding: Record<string, number>): Promise<TermWeights> {
  const ports = {
    documents: { counts: async () => ({ chunks }) },
    lexical: {
      frequencies: async (_: unknown, terms: string[]) => terms.map((term) => (holding[term] ?? 0) / Math.max(chunks, 1)),
    },
  } as unknown as EnginePorts;
  const weights = new TermWeights(ports, ctx);
  await weights.load([...Object.keys(holding), 'nowhere']);
  return weights;
}

// The subject of a single paper stands in each of its chunks: it was worth nothing, and no question about the paper was answered.
it('weighs words of a small library much alike, the subject of its only paper too', async () => {
  const weights = await weightsIn(4, { maize: 4, seed: 1 });
  expect(weights.share(['maize', 'seed', 'nowhere'], (term) => term !== 'nowhere')).toBeGreaterThan(0.6);
  expect(weights.weight('maize')).toBeGreaterThan(weights.weight('nowhere') * 0.7);
});

it('tells common from rare words in a large one', async () => {
  const weights = await weightsIn(40_000, { result: 20_000, lodging: 40 });
  expect(weights.weight('lodging')).toBeGreaterThan(weights.weight('result') * 5);
  expect(weights.weight('nowhere')).toBeGreaterThan(weights.weight('lodging'));
});

it('has a share for no terms and in an empty library', async () => {
  const weights = await weightsIn(0, { maize: 0 });
  expect(weights.share([], () => true)).toBe(0);
  expect(weights.share(['maize'], () => true)).toBe(1);
});
