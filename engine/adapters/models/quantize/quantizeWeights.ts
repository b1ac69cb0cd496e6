/**
 * Seven bits and a sign less one: processors without VNNI add two products of 8 and 8 bits in 16, which eight-bit weights overflow. With
 * these every processor computes the same sums.
 */
const limit = 63;

/**
 * Symmetric quantization by column: a column's largest absolute value becomes 63.
 *
 * @param weights row-major [rows, columns]
 * @returns `values` row-major as given; `values[r, c] * scales[c]` is close to `weights[r, c]`
 */
export function quantizeWeights(
  weights: Float32Array,
  { rows, columns }: { rows: number; columns: number },
): { values: Int8Array; scales: Float32Array } {
  const scales = new Float32Array(columns);
  for (let at = 0; at < weights.length; at++) {
    const column = at % columns;
    scales[column] = Math.max(scales[column]!, Math.abs(weights[at]!));
  }
  for (let column = 0; column < columns; column++) scales[column]! /= limit;
  const values = new Int8Array(rows * columns);
  for (let at = 0; at < values.length; at++) {
    const scale = scales[at % columns]!;
    if (scale > 0) values[at] = Math.round(weights[at]! / scale);
  }
  return { values, scales };
}
