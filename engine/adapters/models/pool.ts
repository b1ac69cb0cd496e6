/**
 * One vector per text from a model's last hidden state.
 *
 * @param hidden row-major [texts, width, dimensions]
 * @param lengths tokens of each text; what comes after them in a row is padding and is left out
 * @param pooling `mean` over a text's tokens, or its first token (`cls`)
 * @returns row-major [texts, dimensions], of unit length when `normalize` is set
 */
export function pool(
  hidden: Float32Array,
  lengths: number[],
  shape: { width: number; dimensions: number },
  options: { pooling: 'mean' | 'cls'; normalize: boolean },
): Float32Array {
  const { width, dimensions } = shape;
  const pooled = new Float32Array(lengths.length * dimensions);
  const sum = new Float64Array(dimensions);
  for (const [text, length] of lengths.entries()) {
    const count = options.pooling === 'cls' ? 1 : length;
    sum.fill(0);
    for (let token = 0; token < count; token++) {
      const start = (text * width + token) * dimensions;
      for (let d = 0; d < dimensions; d++) sum[d]! += hidden[start + d]!;
    }
    // Scaling to unit length makes the division by the token count unnecessary.
    const scale = options.normalize ? Math.hypot(...sum) : count;
    for (let d = 0; d < dimensions; d++) pooled[text * dimensions + d] = scale === 0 ? 0 : sum[d]! / scale;
  }
  return pooled;
}
