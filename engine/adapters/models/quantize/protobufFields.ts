import protobuf from 'protobufjs/minimal.js';

const { Reader, Writer } = protobuf;
const lengthDelimited = 2;

/** One field of an encoded protobuf message: its number, its bytes where it has a length, and all of it as it stands. */
export interface Field {
  number: number;
  bytes: Uint8Array | null;
  /** A varint's value; 0 for what is none. */
  value: number;
  raw: Uint8Array;
}

/** The fields of a message in order. Only views: nothing is copied, and what nobody looks into stays as it was written. */
export function fieldsOf(message: Uint8Array): Field[] {
  const reader = Reader.create(message);
  const fields: Field[] = [];
  while (reader.pos < reader.len) {
    const start = reader.pos;
    const tag = reader.uint32();
    const type = tag & 7;
    const bytes = type === lengthDelimited ? reader.bytes() : null;
    const value = type === 0 ? Number(reader.int64()) : 0;
    if (type !== 0 && type !== lengthDelimited) reader.skipType(type);
    fields.push({ number: tag >>> 3, bytes, value, raw: message.subarray(start, reader.pos) });
  }
  return fields;
}

/** The texts of a repeated string field. */
export function textsOf(fields: Field[], number: number): string[] {
  return fields.filter((field) => field.number === number).map((field) => Buffer.from(field.bytes ?? []).toString());
}

/** The integers of a repeated field, packed or not. */
export function integersOf(fields: Field[], number: number): number[] {
  return fields
    .filter((field) => field.number === number)
    .flatMap((field) => {
      if (!field.bytes) return [field.value];
      const reader = Reader.create(field.bytes);
      const values: number[] = [];
      while (reader.pos < reader.len) values.push(Number(reader.int64()));
      return values;
    });
}

/** A value to write: texts and bytes with their length, numbers as varints, lists as repeated fields. */
type Value = string | number | Uint8Array | readonly (string | number | Uint8Array)[];

/** Encodes a message of these fields, in this order. */
export function encode(fields: readonly (readonly [number: number, value: Value])[]): Uint8Array {
  const writer = Writer.create();
  for (const [number, value] of fields) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one === 'number') writer.uint32(number << 3).int64(one);
      else if (typeof one === 'string') writer.uint32((number << 3) | lengthDelimited).string(one);
      else writer.uint32((number << 3) | lengthDelimited).bytes(one as Uint8Array);
    }
  }
  return writer.finish();
}
