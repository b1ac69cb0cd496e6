import type { Fragment } from '../layout/fragments.ts';
import { fragmentText, type PageText } from './pageText.ts';

/** Fewer lines than this do not show that they are numbered. */
const minLines = 15;
/** Points within which the numbers of all pages stand. */
const tolerance = 3;
/** Of neighbouring numbers: a line without one may stand between. */
const evenShare = 0.8;

/**
 * Takes out the line numbers of manuscripts: numbers in the margin, each greater than the one above by 1 or by 5, through all pages or anew on each. Pages
 * of many lines show where they stand; on the others what stands there and counts up as well goes too.
 */
export function removeLineNumbers(pages: PageText[]): void {
  const directions = pages.flatMap((page) => page.directions);
  const numbered = directions.flatMap(({ fragments }) => {
    const numbers = marginNumbers(fragments);
    const step = stepOf(numbers);
    return step !== null && numbers.length >= minLines / step ? [numbers] : [];
  });
  if (numbered.length === 0) return;
  const all = numbered.flat();
  const left = Math.min(...all.map(({ x0 }) => x0)) - tolerance;
  const right = Math.max(...all.map(({ x1 }) => x1)) + tolerance;
  for (const direction of directions) {
    const numbers = marginNumbers(direction.fragments).filter(({ x0, x1 }) => x0 > left && x1 < right);
    if (numbers.length > 1 ? stepOf(numbers) === null : numbered.length < 2) continue;
    const out = new Set(numbers);
    direction.fragments = direction.fragments.filter((fragment) => !out.has(fragment));
  }
}

const isNumber = (fragment: Fragment) => /^\s*\d{1,4}\s*$/.test(fragmentText(fragment));

/** Numbers left of the text, from top to bottom. A table's column of years begins where the text does, or stands beside short cells. */
function marginNumbers(fragments: Fragment[]): Fragment[] {
  const text = fragments.filter((fragment) => !isNumber(fragment)).sort((a, b) => a.x0 - b.x0);
  // A few lines may reach into the margin.
  const margin = text[Math.floor(text.length / 20)]?.x0 ?? 0;
  if (text.filter(({ chars }) => chars > 25).length < 0.5 * text.length) return [];
  return fragments.filter((fragment) => isNumber(fragment) && fragment.x1 < margin).sort((a, b) => a.baseline - b.baseline);
}

/** By how much the numbers grow from one to the next; null where they do not, evenly. */
function stepOf(numbers: Fragment[]): 1 | 5 | null {
  const values = numbers.map((number) => Number.parseInt(fragmentText(number), 10));
  const steps = values.slice(1).map((value, i) => value - values[i]!);
  if (steps.length === 0 || steps.some((step) => step <= 0)) return null;
  return ([1, 5] as const).find((size) => steps.filter((step) => step === size).length >= evenShare * steps.length) ?? null;
}
