import type { Rule } from '../rawPage.ts';
import { type Matrix, point } from './matrix.ts';

/** How pdf.js writes the parts of a path: a code, then its coordinates. */
const coordinates = [2, 2, 6, 4, 0];
const [moveTo, lineTo, , , closePath] = [0, 1, 2, 3, 4];

/** A path with more numbers than this is a drawing, no rules. */
const maxNumbers = 4000;
/** Points: what is shorter is a tick or a letter. */
const minLength = 15;
/** Points: what is thicker is a box. */
const maxThickness = 2.5;

/** The straight lines along an axis in a path: strokes, and filled rectangles as thin as one. */
export function rulesOf(data: ArrayLike<number>, matrix: Matrix, filled: boolean): Rule[] {
  if (data.length > maxNumbers) return [];
  const rules: Rule[] = [];
  let part: { x: number; y: number }[] = [];
  const flush = () => {
    if (filled) rules.push(...thin(part));
    else for (let i = 1; i < part.length; i++) rules.push(...thin(part.slice(i - 1, i + 1)));
    part = [];
  };
  for (let i = 0; i < data.length; ) {
    const code = data[i]!;
    const count = coordinates[code];
    if (count === undefined) return rules;
    if (code === moveTo) flush();
    if (code === moveTo || code === lineTo) part.push(point(matrix, data[i + 1]!, data[i + 2]!));
    else if (code === closePath && !filled && part.length > 2) part.push(part[0]!);
    else if (code !== closePath) {
      // A curve: no rule.
      part = [];
    }
    i += count + 1;
  }
  flush();
  return rules;
}

/** Whether a path is one rectangle along the axes. */
export function isRectangle(data: ArrayLike<number>, [, b, c, d]: Matrix): boolean {
  const corners = data.length === 13 || data.length === 15 || data.length === 16;
  if (!corners || data[0] !== moveTo || data[3] !== lineTo || data[6] !== lineTo || data[9] !== lineTo) return false;
  const upright = Math.abs(b) < 1e-3 * Math.abs(d) + 1e-6 && Math.abs(c) < 1e-3 * Math.abs(d) + 1e-6;
  const turned = Math.abs(d) < 1e-3 * Math.abs(b) + 1e-6;
  const [x0, y0, x1, y1, x2, y2, x3, y3] = [1, 2, 4, 5, 7, 8, 10, 11].map((at) => data[at]!) as number[];
  const alongX = y0 === y1 && x1 === x2 && y2 === y3 && x3 === x0;
  const alongY = x0 === x1 && y1 === y2 && x2 === x3 && y3 === y0;
  return (upright || turned) && (alongX || alongY);
}

function thin(points: { x: number; y: number }[]): Rule[] {
  if (points.length < 2) return [];
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const [width, height] = [x1 - x0, y1 - y0];
  if (height <= maxThickness && width >= minLength) return [{ x0, x1, y0: (y0 + y1) / 2, y1: (y0 + y1) / 2 }];
  if (width <= maxThickness && height >= minLength) return [{ x0: (x0 + x1) / 2, x1: (x0 + x1) / 2, y0, y1 }];
  return [];
}
