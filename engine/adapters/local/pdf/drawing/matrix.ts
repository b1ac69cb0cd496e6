/** As PDF has it: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`. */
export type Matrix = [a: number, b: number, c: number, d: number, e: number, f: number];

/** A rectangle by its edges, in points of the page as shown. */
export interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** `inner` first, then `outer`. */
export function times([a, b, c, d, e, f]: Matrix, [ma, mb, mc, md, me, mf]: ArrayLike<number> & Iterable<number>): Matrix {
  return [
    a * ma! + c * mb!,
    b * ma! + d * mb!,
    a * mc! + c * md!,
    b * mc! + d * md!,
    a * me! + c * mf! + e,
    b * me! + d * mf! + f,
  ];
}

export function point([a, b, c, d, e, f]: Matrix, x: number, y: number): { x: number; y: number } {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** The box around a rectangle given by two corners. */
export function boxOf(matrix: Matrix, x0: number, y0: number, x1: number, y1: number): Box {
  const corners = [point(matrix, x0, y0), point(matrix, x1, y0), point(matrix, x0, y1), point(matrix, x1, y1)];
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  return { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
}

export function intersection(a: Box, b: Box): Box {
  return { x0: Math.max(a.x0, b.x0), y0: Math.max(a.y0, b.y0), x1: Math.min(a.x1, b.x1), y1: Math.min(a.y1, b.y1) };
}

export function area({ x0, y0, x1, y1 }: Box): number {
  return Math.max(0, x1 - x0) * Math.max(0, y1 - y0);
}

/** Whether a point lies in a box made larger by `margin`. */
export function holds({ x0, y0, x1, y1 }: Box, { x, y }: { x: number; y: number }, margin = 0): boolean {
  return x > x0 - margin && x < x1 + margin && y > y0 - margin && y < y1 + margin;
}
