import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Embedder } from '../../engine/ports/Embedder.ts';
import { realChunks, realQuestions } from './realText.ts';

/** Real chunks embedded, evenly spread over all the text: enough to know how their vectors are spread. */
const embedded = 1500;
const folder = join(import.meta.dirname, '../../bench-results/vectors');

export interface RealVectors {
  chunks: Float32Array[];
  questions: Float32Array[];
}

/** Vectors of real chunks and of real questions in the embedder's space, kept on disk from run to run. */
export async function realVectors(embedder: Embedder, questions: number): Promise<RealVectors> {
  const { space } = await embedder.info();
  const kept = async (name: string, make: () => Promise<Float32Array[]>) => {
    const file = join(folder, `${space.id}-${name}.f32`);
    const bytes = await readFile(file).catch(() => null);
    if (bytes) return cut(new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4), space.dimensions);
    const vectors = await make();
    await mkdir(folder, { recursive: true });
    await writeFile(
      file,
      Buffer.concat(vectors.map((vector) => Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength))),
    );
    return vectors;
  };
  const embed = async (texts: string[], kind: 'query' | 'document') => {
    const vectors: Float32Array[] = [];
    for (let at = 0; at < texts.length; at += 64) {
      vectors.push(...(await embedder.embed(texts.slice(at, at + 64), { kind, signal: new AbortController().signal })));
    }
    return vectors;
  };
  return {
    chunks: await kept(`chunks-${embedded}`, async () => {
      const all = await realChunks(embedded * 10);
      return embed(
        all.filter((_, n) => n % 10 === 0).map(({ text }) => text),
        'document',
      );
    }),
    questions: await kept(`questions-${questions}`, async () => embed(await realQuestions(questions), 'query')),
  };
}

/**
 * As many vectors as asked for, spread like the real ones: one of them, moved by a share of the difference of two others, so that mean and
 * covariance stay what they are and no two are the same.
 */
export function* likeThese(real: readonly Float32Array[], count: number): Generator<Float32Array> {
  // A linear congruential generator: the same vectors in every run.
  let state = 1;
  const draw = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return real[Math.floor((state / 2 ** 32) * real.length)]!;
  };
  for (let n = 0; n < count; n++) {
    const [near, from, to] = [draw(), draw(), draw()];
    const vector = near.map((value, at) => value + moved * (to[at]! - from[at]!));
    const length = Math.hypot(...vector);
    yield vector.map((value) => value / length);
  }
}

const moved = 0.5;

function cut(all: Float32Array, dimensions: number): Float32Array[] {
  return Array.from({ length: all.length / dimensions }, (_, n) => all.subarray(n * dimensions, (n + 1) * dimensions));
}
