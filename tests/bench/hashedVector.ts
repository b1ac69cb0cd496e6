import { analyse } from '../../engine/search/analyse.ts';

const directions = new Map<string, Float32Array>();

/**
 * A vector for a text at no cost: the sum of a fixed random direction for each of its words. Texts with words in common are near each other, as
 * with a model; for measuring an index's speed, not its quality.
 */
export function hashedVector(text: string, dimensions: number): Float32Array {
  const sum = new Float32Array(dimensions);
  for (const term of new Set(analyse(text))) {
    const direction = directionOf(term, dimensions);
    for (let at = 0; at < dimensions; at += 1) sum[at]! += direction[at]!;
  }
  const length = Math.hypot(...sum) || 1;
  return sum.map((value) => value / length);
}

function directionOf(term: string, dimensions: number): Float32Array {
  const key = `${dimensions} ${term}`;
  let direction = directions.get(key);
  if (!direction) {
    // FNV-1a as the seed of a linear congruential generator.
    let state = 2166136261;
    for (let at = 0; at < term.length; at += 1) state = Math.imul(state ^ term.charCodeAt(at), 16777619);
    direction = Float32Array.from({ length: dimensions }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 31 - 1;
    });
    directions.set(key, direction);
  }
  return direction;
}
