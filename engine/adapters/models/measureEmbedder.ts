import { parityTexts } from './parity.ts';
import type { TransformersEmbedder } from './TransformersEmbedder.ts';

interface Measure {
  batchTokens: number;
  seconds: number;
  signal: AbortSignal;
  /** Hears that it goes on: a device that is emulated takes its time. */
  onStep: () => void;
}

/**
 * Embeds the texts that devices are compared by, one by one, then batches of `batchTokens` for at least `seconds` after one pass to warm up; with no
 * seconds, only those texts. Returns their vectors, and how fast it went.
 */
export async function measureEmbedder(
  embedder: TransformersEmbedder,
  { batchTokens, seconds, signal, onStep }: Measure,
): Promise<{ tokensPerSecond: number; vectors: Float32Array[] }> {
  const embed = async (texts: string[]) => {
    const vectors = await embedder.embed(texts, { kind: 'document', signal, batchTokens });
    onStep();
    return vectors;
  };
  // Loads the model, and has a graphics card make its programs.
  await embed(parityTexts.slice(0, 1));
  let start = performance.now();
  const vectors: Float32Array[] = [];
  for (const text of parityTexts) vectors.push(...(await embed([text])));
  if (seconds === 0) {
    const tokens = await tokensOf(embedder, parityTexts, signal);
    return { tokensPerSecond: (tokens * 1000) / (performance.now() - start), vectors };
  }
  const texts = await passages(embedder, batchTokens, signal);
  const tokens = await tokensOf(embedder, texts, signal);
  await embed(texts);
  start = performance.now();
  let done = 0;
  do {
    await embed(texts);
    done += tokens;
  } while (performance.now() - start < seconds * 1000);
  return { tokensPerSecond: (done * 1000) / (performance.now() - start), vectors };
}

/** Texts of a passage's length, all about alike, that fill one batch. */
async function passages(embedder: TransformersEmbedder, batchTokens: number, signal: AbortSignal): Promise<string[]> {
  const passage = parityTexts.join(' ').repeat(2);
  const tokens = await tokensOf(embedder, [passage], signal);
  return Array.from({ length: Math.max(1, Math.floor(batchTokens / tokens)) }, () => passage);
}

async function tokensOf(embedder: TransformersEmbedder, texts: string[], signal: AbortSignal): Promise<number> {
  return (await embedder.countTokens(texts, { signal })).reduce((sum, count) => sum + count, 0);
}
