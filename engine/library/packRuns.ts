import { deflateSync, inflateSync } from 'node:zlib';
import type { TextRun } from '../../shared/domain/geometry.ts';

const columnCount = 6;
const unitsPerPoint = 100;
const maxInt32 = 2 ** 31 - 1;

/**
 * A page's runs as bytes: one Int32 column after another (start, length, x, y, width, height), each value as its difference from the
 * one before, deflated. Lengths in points are kept to 1/100 pt; what is not finite becomes 0, what is out of Int32's range its limit.
 */
export function packRuns(runs: readonly TextRun[]): Uint8Array {
  const columns = new Int32Array(runs.length * columnCount);
  runs.forEach((run, row) => {
    const values = [run.start, run.end - run.start, units(run.x), units(run.y), units(run.width), units(run.height)];
    for (const [column, value] of values.entries()) columns[column * runs.length + row] = value;
  });
  // Backwards, so that each value is still there for its successor. Int32 wraps around both ways, so no difference overflows.
  for (let index = columns.length - 1; index > 0; index--) {
    if (index % runs.length !== 0) columns[index] = columns[index]! - columns[index - 1]!;
  }
  return deflateSync(new Uint8Array(columns.buffer));
}

/** The runs of `packRuns`. */
export function unpackRuns(packed: Uint8Array): TextRun[] {
  const bytes = inflateSync(packed);
  const columns = new Int32Array(bytes.byteLength / Int32Array.BYTES_PER_ELEMENT);
  new Uint8Array(columns.buffer).set(bytes);
  const count = columns.length / columnCount;
  for (let index = 1; index < columns.length; index++) {
    if (index % count !== 0) columns[index] = columns[index]! + columns[index - 1]!;
  }
  const runs: TextRun[] = [];
  for (let row = 0; row < count; row++) {
    const at = (column: number) => columns[column * count + row]!;
    const start = at(0);
    runs.push({ start, end: start + at(1), x: points(at(2)), y: points(at(3)), width: points(at(4)), height: points(at(5)) });
  }
  return runs;
}

function units(value: number): number {
  if (!Number.isFinite(value)) return 0;
  return Math.max(-maxInt32, Math.min(maxInt32, Math.round(value * unitsPerPoint)));
}

function points(value: number): number {
  return value / unitsPerPoint;
}
