import type { Paragraph } from '../layout/paragraphs.ts';
import { textOf } from './classify.ts';

/** The paper's title: the block in the largest type in the upper part of the first page. Empty when there is none. */
export function titleOf(first: Paragraph[], height: number): string {
  const upper = first.filter((paragraph) => paragraph.lines[0]!.words[0]!.box.y < 0.6 * height);
  const best = upper.filter((p) => /\p{L}{3}/u.test(textOf(p))).sort((a, b) => b.size - a.size)[0];
  return best ? textOf(best) : '';
}
