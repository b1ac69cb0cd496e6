import type { TextMatch } from '../../../../../shared/api/routes/documentRoutes.ts';
import type { Anchor } from '../../../../../shared/domain/annotation.ts';
import type { Box } from '../../../../../shared/domain/geometry.ts';
import { hub } from '../../../api/windowHub.ts';
import type { PdfSurface } from '../pdf/PdfSurface.ts';
import { linesOf, quoteOf } from './quote.ts';
import { readAround, readSelection } from './readSelection.ts';

export type Selected = Pick<Anchor, 'page' | 'quote' | 'prefix' | 'suffix' | 'boxes'>;

const aroundLength = 64;
/** Longer texts cannot be looked up; then what the page says counts. */
const longestLookup = 500;

/** What is selected, as the page shows it; null where that is no text. */
export function selectedText(surface: PdfSurface): Selected | null {
  const lines = linesOf(readSelection(surface));
  const [first, last] = [lines[0]?.box.page, lines.at(-1)?.box.page];
  const quote = quoteOf(lines);
  if (!quote || first === undefined || last === undefined) return null;
  const around = readAround(surface, { first, last }, 12);
  return {
    page: first,
    quote: quote.slice(0, 20_000),
    prefix: quoteOf(linesOf(around.before)).slice(-aroundLength),
    suffix: quoteOf(linesOf(around.after)).slice(0, aroundLength),
    boxes: lines.map(({ box }) => box).slice(0, 1000),
  };
}

/**
 * The same as the engine read it, where it did: it joins broken words with more knowledge and its boxes are exact. Otherwise what was
 * given.
 */
export async function asRead(documentId: string, selected: Selected): Promise<Selected> {
  if (selected.quote.length > longestLookup) return selected;
  try {
    const { matches } = await hub.request('documents.find', { id: documentId, text: selected.quote });
    const match = matches.find(({ boxes }) => isSamePlace(boxes, selected.boxes));
    if (!match) return selected;
    return fromMatch(match);
  } catch {
    return selected;
  }
}

function fromMatch({ page, text, before, after, boxes }: TextMatch): Selected {
  const plain = (words: string) => words.replaceAll(/\s+/g, ' ').trim();
  return { page, quote: plain(text), prefix: plain(before).slice(-200), suffix: plain(after).slice(0, 200), boxes };
}

/** Whether two lists of boxes begin and end on the same lines. */
function isSamePlace(a: readonly Box[], b: readonly Box[]): boolean {
  return meet(a[0], b[0]) && meet(a.at(-1), b.at(-1));
}

function meet(a: Box | undefined, b: Box | undefined): boolean {
  if (!a || !b || a.page !== b.page) return false;
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
