import {
  Field,
  FixedSizeList,
  Float32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import type { VectorRow } from '../../../ports/VectorStore.ts';

/** Between the rows of the VectorStore port and LanceDB's tables. */

const textColumns = ['id', 'library_id', 'document_id', 'key'] as const;

export function tableSchema(dimensions: number): Schema {
  return new Schema([
    ...textColumns.map((name) => new Field(name, new Utf8(), false)),
    new Field('vector', new FixedSizeList(dimensions, new Field('item', new Float32(), true)), false),
  ]);
}

export function dimensionsOf(schema: Schema): number {
  return (schema.fields.find((field) => field.name === 'vector')!.type as FixedSizeList).listSize;
}

/** `rows` as a table; their vectors have the schema's length. */
export function toTable(libraryId: string, rows: VectorRow[], dimensions: number): Table {
  const schema = tableSchema(dimensions);
  const values = new Float32Array(rows.length * dimensions);
  rows.forEach((row, at) => {
    values.set(row.vector, at * dimensions);
  });
  const column = (of: (row: VectorRow) => string) => vectorFromArray(rows.map(of), new Utf8()).data[0]!;
  const children = [
    column((row) => row.id),
    column(() => libraryId),
    column((row) => row.documentId),
    column((row) => row.key),
    makeData({
      type: new FixedSizeList(dimensions, new Field('item', new Float32(), true)),
      length: rows.length,
      nullCount: 0,
      child: makeData({ type: new Float32(), data: values }),
    }),
  ];
  return new Table([
    new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length: rows.length, nullCount: 0, children })),
  ]);
}

/** A text column of a result. */
export function texts(result: Table, name: string): string[] {
  const column = result.getChild(name) as Vector<Utf8>;
  return Array.from({ length: result.numRows }, (_, at) => column.get(at)!);
}

/** The vectors of a result, copied. */
export function vectors(result: Table): Float32Array[] {
  const column = result.getChild('vector') as Vector<FixedSizeList<Float32>>;
  return Array.from({ length: result.numRows }, (_, at) => Float32Array.from(column.get(at)!.toArray() as Float32Array));
}

/** A string in LanceDB's SQL: quoted, with quotes inside doubled; nothing else has a meaning there. */
export function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A condition that holds for none when there are no values. */
export function isIn(column: (typeof textColumns)[number], values: string[]): string {
  return values.length === 0 ? 'false' : `${column} in (${values.map(literal).join(', ')})`;
}

export function inLibrary(libraryId: string): string {
  return `library_id = ${literal(libraryId)}`;
}
