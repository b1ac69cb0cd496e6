import { AppError } from '../../shared/errors/AppError.ts';

/** As far from 1 as the squared length of a unit vector in 32-bit numbers gets. */
const tolerance = 1e-5;

/**
 * The vector at length 1, so that cosine similarity is a dot product; one that has it already, or has none (all zeros), comes back as it is. Errors:
 * `vector_dimension` for another length than `dimensions`, `model_failed` for numbers that are none.
 */
export function unitVector(vector: Float32Array, dimensions: number): Float32Array {
  if (vector.length !== dimensions) {
    throw new AppError('vector_dimension', { data: { expected: dimensions, received: vector.length } });
  }
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (!Number.isFinite(squares))
    throw new AppError('model_failed', { message: 'The model returned a vector that is not a number.' });
  if (squares === 0 || Math.abs(squares - 1) < tolerance) return vector;
  const length = Math.sqrt(squares);
  return vector.map((value) => value / length);
}
