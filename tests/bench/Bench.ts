/** One line of a benchmark's table: what was measured, and what it is held against. */
export interface BenchRow {
  measure: string;
  value: number;
  unit: string;
  /** What it should be, in words; empty when it is only told. */
  goal: string;
  /** Whether the goal is met; null without one. */
  met: boolean | null;
}

export interface BenchResult {
  name: string;
  rows: BenchRow[];
  /** Single cases to go on from: what fell short, and where. */
  remarks?: string[];
}

export interface Bench {
  run(): Promise<BenchResult>;
}

/** A row with a goal: at least, or at most, a bound. */
export function held(measure: string, value: number, unit: string, bound: { atLeast: number } | { atMost: number }): BenchRow {
  return 'atLeast' in bound
    ? { measure, value, unit, goal: `≥ ${bound.atLeast}`, met: value >= bound.atLeast }
    : { measure, value, unit, goal: `≤ ${bound.atMost}`, met: value <= bound.atMost };
}

/** A row without a goal. */
export function told(measure: string, value: number, unit: string): BenchRow {
  return { measure, value, unit, goal: '', met: null };
}

/** The p-th percentile (0…100) by nearest rank; NaN for none. */
export function percentile(values: number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN;
}
