import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { elementTypes, graphFields, modelFields, writeNode, writeOpset, writeTensor } from './onnx.ts';
import { encode } from './protobufFields.ts';
import { quantizeModel } from './quantizeModel.ts';
import { quantizeWeights } from './quantizeWeights.ts';

const rows = 8;
const columns = 5;
const weights = Float32Array.from({ length: rows * columns }, (_, n) => Math.sin(n * 7) * (1 + (n % columns)));

/** A float input or output of [batch, 8] or [batch, 5]. */
const value = (name: string, width: number) =>
  encode([
    [1, name],
    [
      2,
      encode([
        [
          1,
          encode([
            [1, 1],
            [
              2,
              encode([
                [1, encode([[2, 'batch']])],
                [1, encode([[1, width]])],
              ]),
            ],
          ]),
        ],
      ]),
    ],
  ]);

/** y = x·W; `shared` adds W itself to the result, so that it is used in another way as well. */
function tinyModel(shared = false): Uint8Array {
  const nodes = [
    writeNode({ operator: 'MatMul', inputs: ['x', 'W'], outputs: [shared ? 'xw' : 'y'] }),
    ...(shared ? [writeNode({ operator: 'ReduceMax', inputs: ['W'], outputs: ['m'], attributes: { keepdims: 0 } })] : []),
    ...(shared ? [writeNode({ operator: 'Add', inputs: ['xw', 'm'], outputs: ['y'] })] : []),
  ];
  const graph = encode([
    ...nodes.map((node) => [graphFields.node, node] as const),
    [2, 'tiny'],
    [graphFields.initializer, writeTensor('W', elementTypes.float, [rows, columns], new Uint8Array(weights.buffer))],
    [11, value('x', rows)],
    [12, value('y', columns)],
  ]);
  return encode([
    [1, 7],
    [modelFields.graph, graph],
    [modelFields.opsets, writeOpset('', 11)],
  ]);
}

async function run(model: Uint8Array, input: number[][]): Promise<number[]> {
  const session = await InferenceSession.create(model);
  const x = new Tensor('float32', Float32Array.from(input.flat()), [input.length, rows]);
  return [...((await session.run({ x })).y!.data as Float32Array)];
}

const row = (seed: number, scale = 1) => Array.from({ length: rows }, (_, n) => Math.cos(seed + n * 3) * scale);

test.each([false, true])(
  'the 8-bit form computes what the model did, within rounding (weights used otherwise: %s)',
  async (shared) => {
    const input = [row(1), row(2, 50), row(3, 0.01)];
    const [exact, quantized] = [await run(tinyModel(shared), input), await run(quantizeModel(tinyModel(shared)), input)];
    for (const [n, y] of exact.entries()) {
      const scale = Math.max(
        ...exact.slice(Math.floor(n / columns) * columns, (Math.floor(n / columns) + 1) * columns).map(Math.abs),
      );
      expect(Math.abs(quantized[n]! - y)).toBeLessThan(0.03 * scale);
    }
  },
);

test('a row gives the same result in any company, and a row of zeros gives zeros', async () => {
  const model = quantizeModel(tinyModel());
  const together = await run(model, [row(1), row(2, 1000), row(0, 0)]);
  expect(together.slice(0, columns)).toEqual(await run(model, [row(1)]));
  expect(together.slice(2 * columns)).toEqual([0, 0, 0, 0, 0]);
});

test('the same model gives the same bytes, and one without weights to quantize is refused', () => {
  expect(Buffer.compare(quantizeModel(tinyModel()), quantizeModel(tinyModel()))).toBe(0);
  expect(() => quantizeModel(encode([[modelFields.graph, encode([[2, 'empty']])]]))).toThrow(/no weights/);
});

test('weights stay within seven bits, so that no processor’s sums overflow', () => {
  const { values, scales } = quantizeWeights(weights, { rows, columns });
  expect(Math.max(...values.map(Math.abs))).toBe(63);
  for (const [n, weight] of weights.entries()) {
    expect(Math.abs(values[n]! * scales[n % columns]! - weight)).toBeLessThanOrEqual(scales[n % columns]! / 2 + 1e-6);
  }
});
