import { readFileSync } from 'node:fs';
import type { Display, Rectangle } from 'electron';
import { z } from 'zod';

const windowStateSchema = z.object({
  bounds: z.object({ x: z.number().int(), y: z.number().int(), width: z.number().int(), height: z.number().int() }),
  maximized: z.boolean(),
});
/** Where a window was when it is not maximised, and whether it was. */
export type WindowState = z.infer<typeof windowStateSchema>;

/** So much of a window must be on a screen that a person can take hold of it, in pixels. */
const graspable = { width: 100, height: 50 };

/** What was kept; null for nothing, for something damaged, and for a place that is on no screen any more. */
export function readWindowState(path: string, displays: Pick<Display, 'workArea'>[]): WindowState | null {
  try {
    const state = windowStateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    return displays.some(({ workArea }) => isGraspable(state.bounds, workArea)) ? state : null;
  } catch {
    return null;
  }
}

function isGraspable(window: Rectangle, screen: Rectangle): boolean {
  const width = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  const height = Math.min(window.y + window.height, screen.y + screen.height) - Math.max(window.y, screen.y);
  // A title bar above the screen cannot be reached.
  return width >= graspable.width && height >= graspable.height && window.y >= screen.y - graspable.height / 2;
}
