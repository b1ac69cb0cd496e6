import { encode, type Field, fieldsOf, integersOf, textsOf } from './protobufFields.ts';

/** Field numbers of onnx.proto (https://github.com/onnx/onnx), as far as they are needed. */
export const modelFields = { graph: 7, opsets: 8 };
export const graphFields = { node: 1, initializer: 5 };
const nodeFields = { input: 1, output: 2, name: 3, operator: 4, attribute: 5, domain: 7 };
const tensorFields = { dims: 1, type: 2, name: 8, raw: 9 };
const attributeFields = { name: 1, ints: 8, integer: 3, type: 20 };
const opsetFields = { domain: 1, version: 2 };

/** Tensor element types. */
export const elementTypes = { float: 1, uint8: 2, int8: 3 };

export interface OnnxNode {
  operator: string;
  inputs: string[];
  outputs: string[];
}

export interface OnnxTensor {
  name: string;
  dims: number[];
  type: number;
  /** Little-endian elements; null where they are kept in another field or file. */
  raw: Uint8Array | null;
}

export function readNode(message: Uint8Array): OnnxNode {
  const fields = fieldsOf(message);
  return {
    operator: textsOf(fields, nodeFields.operator)[0] ?? '',
    inputs: textsOf(fields, nodeFields.input),
    outputs: textsOf(fields, nodeFields.output),
  };
}

export function readTensor(message: Uint8Array): OnnxTensor {
  const fields = fieldsOf(message);
  return {
    name: textsOf(fields, tensorFields.name)[0] ?? '',
    dims: integersOf(fields, tensorFields.dims),
    type: integersOf(fields, tensorFields.type)[0] ?? 0,
    raw: fields.find((field: Field) => field.number === tensorFields.raw)?.bytes ?? null,
  };
}

/** A node, named after its first output. `attributes` are integers, or lists of them. */
export function writeNode(node: OnnxNode & { domain?: string; attributes?: Record<string, number | number[]> }): Uint8Array {
  const attributes = Object.entries(node.attributes ?? {}).map(([name, value]) =>
    encode(
      Array.isArray(value)
        ? [
            [attributeFields.name, name],
            [attributeFields.ints, value],
            [attributeFields.type, 7],
          ]
        : [
            [attributeFields.name, name],
            [attributeFields.integer, value],
            [attributeFields.type, 2],
          ],
    ),
  );
  return encode([
    [nodeFields.input, node.inputs],
    [nodeFields.output, node.outputs],
    [nodeFields.name, `${node.outputs[0]}/${node.operator}`],
    [nodeFields.operator, node.operator],
    [nodeFields.attribute, attributes],
    ...(node.domain ? ([[nodeFields.domain, node.domain]] as const) : []),
  ]);
}

export function writeTensor(name: string, type: number, dims: number[], raw: Uint8Array): Uint8Array {
  return encode([
    [tensorFields.dims, dims],
    [tensorFields.type, type],
    [tensorFields.name, name],
    [tensorFields.raw, raw],
  ]);
}

export function writeOpset(domain: string, version: number): Uint8Array {
  return encode([
    [opsetFields.domain, domain],
    [opsetFields.version, version],
  ]);
}

/** All of a message but what `replace` puts in place of single fields; it returns null for a field that stays as it is. */
export function rewrite(
  message: Uint8Array,
  replace: (field: Field) => Uint8Array[] | null,
  append: [number, Uint8Array][],
): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const field of fieldsOf(message)) {
    const replaced = replace(field);
    parts.push(...(replaced ? replaced.map((bytes) => encode([[field.number, bytes]])) : [field.raw]));
  }
  for (const [number, bytes] of append) parts.push(encode([[number, bytes]]));
  return Buffer.concat(parts);
}
