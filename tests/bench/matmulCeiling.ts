import { InferenceSession, Tensor } from 'onnxruntime-node';
import {
  elementTypes,
  graphFields,
  modelFields,
  writeNode,
  writeOpset,
  writeTensor,
} from '../../engine/adapters/models/quantize/onnx.ts';
import { encode } from '../../engine/adapters/models/quantize/protobufFields.ts';
import { shortSpinning } from '../../engine/adapters/models/TransformersEmbedder.ts';

/** A small encoder's largest product, over as many tokens as a batch has. */
const shape = { rows: 512, inner: 384, columns: 1536 };
const products = 12;

/** Runs at a time: one is over so quickly that most are disturbed on a busy machine. */
const runs = 8;

/**
 * Nothing but matrix products of an encoder's size in onnxruntime, with the threads a model gets: what a model could reach if all else took no time. `sample` runs them
 * some times; `best` is the most floating-point operations a second of all samples.
 */
export async function matmulCeiling(): Promise<{ sample: () => Promise<void>; best: () => number }> {
  const session = await InferenceSession.create(chainOfProducts(), shortSpinning);
  const x = new Tensor('float32', new Float32Array(shape.rows * shape.inner).fill(0.01), [shape.rows, shape.inner]);
  let seconds = Number.POSITIVE_INFINITY;
  return {
    sample: async () => {
      for (let n = 0; n < runs; n++) {
        const start = performance.now();
        await session.run({ x });
        seconds = Math.min(seconds, (performance.now() - start) / 1000);
      }
    },
    best: () => (products * 2 * shape.rows * shape.inner * shape.columns) / seconds,
  };
}

/** Operations in the products with weights of a transformer encoder, for one token (Kaplan et al. 2020: two a weight). */
export function operationsPerToken({ layers, hidden, inner }: { layers: number; hidden: number; inner: number }): number {
  return 2 * layers * (4 * hidden * hidden + 2 * hidden * inner);
}

/** Half of the products widen, half narrow, one after the other; the numbers stay small. */
function chainOfProducts(): Uint8Array {
  const { inner, columns } = shape;
  const matrix = (name: string, dims: [number, number]) =>
    writeTensor(name, elementTypes.float, dims, new Uint8Array(new Float32Array(dims[0] * dims[1]).fill(0.001).buffer));
  const nodes = Array.from({ length: products }, (_, n) =>
    writeNode({
      operator: 'MatMul',
      inputs: [n === 0 ? 'x' : `x${n}`, n % 2 === 0 ? 'wide' : 'narrow'],
      outputs: [n === products - 1 ? 'y' : `x${n + 1}`],
    }),
  );
  const value = (name: string) => {
    const dims = [shape.rows, inner].map((size) => encode([[1, size]]));
    const type = encode([
      [1, elementTypes.float],
      [2, encode(dims.map((dim) => [1, dim] as const))],
    ]);
    return encode([
      [1, name],
      [2, encode([[1, type]])],
    ]);
  };
  const graph = encode([
    ...nodes.map((node) => [graphFields.node, node] as const),
    [2, 'products'],
    [graphFields.initializer, matrix('wide', [inner, columns])],
    [graphFields.initializer, matrix('narrow', [columns, inner])],
    [11, value('x')],
    [12, value('y')],
  ]);
  return encode([
    [1, 7],
    [modelFields.graph, graph],
    [modelFields.opsets, writeOpset('', 11)],
  ]);
}
