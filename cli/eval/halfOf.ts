import { createHash } from 'node:crypto';

/** 0 or 1 for an id, evenly and the same each time: settings tuned on one half are to hold on the other. */
export function halfOf(id: string): 0 | 1 {
  return createHash('sha256').update(id).digest()[0]! % 2 === 0 ? 0 : 1;
}
