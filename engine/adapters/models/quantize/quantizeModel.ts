import { AppError } from '../../../../shared/errors/AppError.ts';
import {
  elementTypes,
  graphFields,
  modelFields,
  type OnnxNode,
  type OnnxTensor,
  readNode,
  readTensor,
  rewrite,
  writeNode,
  writeOpset,
  writeTensor,
} from './onnx.ts';
import { fieldsOf } from './protobufFields.ts';
import { quantizeWeights } from './quantizeWeights.ts';

const contrib = 'com.microsoft';
/** Largest value of a quantized activation on either side of its zero point. */
const activationLimit = 127;

/**
 * An 8-bit form of a transformer's ONNX file, made of the same weights: dynamic quantization, as in Jacob et al. 2018 (arXiv:1712.05877)
 * and LLM.int8() (arXiv:2208.07339) without its outliers. Each product with a weight matrix becomes one of integers: weights by column, activations by row. A row's scale comes from
 * that row alone, so that a text gets the same vector in any company. Same input, same bytes.
 *
 * @param model an ONNX file with its weights inside, opset 11 or later
 * Errors: `invalid_input` where there is nothing to quantize.
 */
export function quantizeModel(model: Uint8Array): Uint8Array {
  let products = 0;
  const made = rewrite(
    model,
    ({ number, bytes }) => {
      if (number !== modelFields.graph || !bytes) return null;
      const quantized = quantizeGraph(bytes);
      products += quantized.products;
      return [quantized.graph];
    },
    [[modelFields.opsets, writeOpset(contrib, 1)]],
  );
  if (products === 0) throw new AppError('invalid_input', { message: 'This model has no weights that could be made 8-bit.' });
  return made;
}

function quantizeGraph(graph: Uint8Array): { graph: Uint8Array; products: number } {
  const tensors = new Map<string, OnnxTensor>();
  for (const { number, bytes } of fieldsOf(graph)) {
    if (number !== graphFields.initializer || !bytes) continue;
    const tensor = readTensor(bytes);
    tensors.set(tensor.name, tensor);
  }
  const isProduct = ({ operator, inputs }: OnnxNode) => operator === 'MatMul' && isMatrix(tensors.get(inputs[1] ?? ''));
  const nodes = fieldsOf(graph).flatMap(({ number, bytes }) => (number === graphFields.node && bytes ? [readNode(bytes)] : []));
  const matrices = new Set(nodes.filter(isProduct).map(({ inputs }) => inputs[1]!));
  const usedOtherwise = new Set(nodes.filter((node) => !isProduct(node)).flatMap(({ inputs }) => inputs));

  const activations = new Set<string>();
  const rewritten = rewrite(
    graph,
    ({ number, bytes }) => {
      if (!bytes) return null;
      if (number === graphFields.initializer) {
        const { name } = readTensor(bytes);
        return matrices.has(name) && !usedOtherwise.has(name) ? [] : null;
      }
      if (number !== graphFields.node) return null;
      const node = readNode(bytes);
      if (!isProduct(node)) return null;
      const [input, matrix] = node.inputs as [string, string];
      const first = !activations.has(input);
      activations.add(input);
      return [...(first ? quantizedRows(input) : []), ...integerProduct(input, matrix, node.outputs[0]!)];
    },
    [...matrices]
      .flatMap((name) => quantizedMatrix(tensors.get(name)!))
      .concat(constants)
      .map((tensor) => [graphFields.initializer, tensor]),
  );
  return { graph: rewritten, products: matrices.size };
}

function isMatrix(tensor: OnnxTensor | undefined): boolean {
  return tensor?.dims.length === 2 && tensor.type === elementTypes.float && tensor.raw !== null;
}

/** Each row of an activation, scaled by its largest value into 8 bits around 128. */
function quantizedRows(x: string): Uint8Array[] {
  return [
    writeNode({ operator: 'Abs', inputs: [x], outputs: [`${x}_abs`] }),
    writeNode({ operator: 'ReduceMax', inputs: [`${x}_abs`], outputs: [`${x}_max`], attributes: { axes: [-1], keepdims: 1 } }),
    // A row of zeros has no scale.
    writeNode({ operator: 'Max', inputs: [`${x}_max`, 'int8_least'], outputs: [`${x}_largest`] }),
    writeNode({ operator: 'Mul', inputs: [`${x}_largest`, 'int8_step'], outputs: [`${x}_scale`] }),
    writeNode({ operator: 'Div', inputs: ['int8_limit', `${x}_largest`], outputs: [`${x}_inverse`] }),
    writeNode({ operator: 'Mul', inputs: [x, `${x}_inverse`], outputs: [`${x}_scaled`] }),
    writeNode({ operator: 'QuantizeLinear', inputs: [`${x}_scaled`, 'int8_one', 'int8_zero'], outputs: [`${x}_int8`] }),
  ];
}

/** `output` = quantized rows × quantized columns, scaled back by both. */
function integerProduct(x: string, matrix: string, output: string): Uint8Array[] {
  return [
    writeNode({
      operator: 'MatMulIntegerToFloat',
      domain: contrib,
      inputs: [`${x}_int8`, `${matrix}_int8`, 'int8_one', `${matrix}_scale`, 'int8_zero'],
      outputs: [`${output}_unscaled`],
    }),
    writeNode({ operator: 'Mul', inputs: [`${output}_unscaled`, `${x}_scale`], outputs: [output] }),
  ];
}

function quantizedMatrix({ name, dims, raw }: OnnxTensor): Uint8Array[] {
  const [rows, columns] = dims as [number, number];
  // Elements may begin anywhere in the file.
  const weights = new Float32Array(new Uint8Array(raw!).buffer);
  const { values, scales } = quantizeWeights(weights, { rows, columns });
  return [
    writeTensor(`${name}_int8`, elementTypes.int8, dims, new Uint8Array(values.buffer)),
    writeTensor(`${name}_scale`, elementTypes.float, [columns], new Uint8Array(scales.buffer)),
  ];
}

const scalar = (name: string, value: number) =>
  writeTensor(name, elementTypes.float, [], new Uint8Array(Float32Array.of(value).buffer));
const constants = [
  scalar('int8_least', 1e-12),
  scalar('int8_step', 1 / activationLimit),
  scalar('int8_limit', activationLimit),
  scalar('int8_one', 1),
  writeTensor('int8_zero', elementTypes.uint8, [], Uint8Array.of(128)),
];
