import { type Rect, union } from '../layout/frame.ts';
import type { Paragraph } from '../layout/paragraphs.ts';

export type Box = Rect;

/** Where a paragraph stands on the page as shown. */
export function boxOf({ lines }: Paragraph): Box {
  return lines
    .flatMap(({ words }) => words)
    .map(({ box }) => box)
    .reduce(union);
}

/** How far two reach over each other from left to right; negative where they are apart. */
export function overlapAcross(a: Box, b: Box): number {
  return Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
}

/** Points between two, the greater of across and down; 0 where they touch. */
export function gapBetween(a: Box, b: Box): number {
  const down = Math.max(a.y, b.y) - Math.min(a.y + a.height, b.y + b.height);
  return Math.max(0, -overlapAcross(a, b), down);
}

export function contains(outer: Box, inner: Box): boolean {
  const within = overlapAcross(outer, inner) >= inner.width - 1;
  return within && inner.y >= outer.y - 1 && inner.y + inner.height <= outer.y + outer.height + 1;
}
