import { describe, expect, it } from 'vitest';
import type { TextRun } from '../../shared/domain/geometry.ts';
import { packRuns, unpackRuns } from './packRuns.ts';

const run = (start: number, x: number, y: number): TextRun => ({ start, end: start + 7, x, y, width: 38.25, height: 11.04 });

describe('packRuns', () => {
  it('gives back the runs of a page to 1/100 pt, in order', () => {
    const runs = Array.from({ length: 900 }, (_, index) =>
      run(index * 8, 72 + (index % 12) * 38.5, 72 + Math.floor(index / 12) * 13.2),
    );
    const back = unpackRuns(packRuns(runs));
    expect(back).toHaveLength(runs.length);
    back.forEach((value, index) => {
      expect(value.start).toBe(runs[index]!.start);
      expect(value.end).toBe(runs[index]!.end);
      for (const key of ['x', 'y', 'width', 'height'] as const) expect(value[key]).toBeCloseTo(runs[index]![key], 2);
    });
  });

  it('holds no runs and one run', () => {
    expect(unpackRuns(packRuns([]))).toEqual([]);
    expect(unpackRuns(packRuns([run(3, -12.34, 0)]))).toEqual([run(3, -12.34, 0)]);
  });

  // Broken PDFs place text at infinity; one such run must not spoil its neighbours.
  it('keeps the neighbours of a run with absurd coordinates', () => {
    const absurd = { start: 10, end: 17, x: Number.POSITIVE_INFINITY, y: Number.NaN, width: 1e12, height: -1e12 };
    const back = unpackRuns(packRuns([run(0, 10, 20), absurd, run(20, 30, 40)]));
    expect(back[0]).toEqual(run(0, 10, 20));
    expect(back[1]).toMatchObject({ start: 10, end: 17, x: 0, y: 0 });
    expect(back[2]).toEqual(run(20, 30, 40));
  });

  it('is several times smaller than the numbers themselves', () => {
    const runs = Array.from({ length: 900 }, (_, index) =>
      run(index * 8, 72 + (index % 12) * 38.5, 72 + Math.floor(index / 12) * 13.2),
    );
    expect(packRuns(runs).byteLength).toBeLessThan((runs.length * 6 * 4) / 4);
  });

  it('reads bytes that are part of a larger buffer, as a database hands them out', () => {
    const packed = packRuns([run(5, 1, 2)]);
    const larger = new Uint8Array(packed.byteLength + 3);
    larger.set(packed, 3);
    expect(unpackRuns(larger.subarray(3))).toEqual([run(5, 1, 2)]);
  });
});
