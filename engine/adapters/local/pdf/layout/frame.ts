import type { RawItem, RawPage, Rule } from '../rawPage.ts';

/** A rectangle in points, origin top left. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * The text of a page that runs in one direction, turned so that it reads from left to right and down. `x` and `y` of its items are in the
 * turned frame, as `ruleOf` gives a line of the page; `toPage` turns a rectangle back.
 */
export interface Frame {
  angle: number;
  items: RawItem[];
  toPage(rect: Rect): Rect;
  ruleOf(rule: Rule): Rule;
}

/** The directions of a page's text, the one with most characters first. */
export function framesOf(page: RawPage): Frame[] {
  const byAngle = new Map<number, RawItem[]>();
  for (const item of page.items) {
    const angle = quantised(item.angle);
    const items = byAngle.get(angle) ?? [];
    if (items.length === 0) byAngle.set(angle, items);
    items.push(item);
  }
  const length = (items: RawItem[]) => items.reduce((sum, item) => sum + item.text.length, 0);
  return [...byAngle]
    .sort((a, b) => length(b[1]) - length(a[1]))
    .map(([angle, items]) => {
      const radians = (angle * Math.PI) / 180;
      const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
      return {
        angle,
        items:
          angle === 0
            ? items
            : items.map((item) => ({ ...item, x: item.x * cos + item.y * sin, y: item.y * cos - item.x * sin })),
        toPage: (rect) => (angle === 0 ? rect : turned(rect, cos, sin)),
        ruleOf: (rule) => (angle === 0 ? rule : intoFrame(rule, cos, sin)),
      };
    });
}

/** Whole degrees, and right angles for what is nearly one. */
function quantised(angle: number): number {
  const right = Math.round(angle / 90) * 90;
  const rounded = Math.abs(angle - right) < 3 ? right : Math.round(angle);
  return ((rounded % 360) + 360) % 360;
}

function turned({ x, y, width, height }: Rect, cos: number, sin: number): Rect {
  const corners = [
    [x, y],
    [x + width, y],
    [x, y + height],
    [x + width, y + height],
  ] as const;
  const xs = corners.map(([u, v]) => u * cos - v * sin);
  const ys = corners.map(([u, v]) => u * sin + v * cos);
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

function intoFrame({ x0, y0, x1, y1 }: Rule, cos: number, sin: number): Rule {
  const [ax, ay] = [x0 * cos + y0 * sin, y0 * cos - x0 * sin];
  const [bx, by] = [x1 * cos + y1 * sin, y1 * cos - x1 * sin];
  return { x0: Math.min(ax, bx), y0: Math.min(ay, by), x1: Math.max(ax, bx), y1: Math.max(ay, by) };
}

/** The box around two. */
export function union(a: Rect, b: Rect): Rect {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}
