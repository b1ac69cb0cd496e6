import type { Span } from '../../shared/domain/geometry.ts';
import type { CountTokens } from './tokenCounter.ts';

/** A stretch of text that is not cut further. */
export interface Piece extends Span {
  tokens: number;
}

/** A piece this short is not cut, however many tokens it is said to have. */
const leastLength = 16;
/** Characters given to the counter at the most: what is longer is over any cap, and cut first. */
const mostCharacters = 8000;

/**
 * The spans with their lengths in tokens, those above `cap` cut into even parts between clauses or words until all fit. Order is kept; white space at a cut
 * is left out. `count` is asked once for all spans, and again for what was cut.
 */
export async function fitPieces(canonical: string, spans: Span[], cap: number, count: CountTokens): Promise<Piece[]> {
  let open = spans.flatMap((span) => cutEvenly(canonical, span, Math.ceil((span.end - span.start) / mostCharacters)));
  const fitting: Piece[] = [];
  while (open.length > 0) {
    const counts = await count(open.map(({ start, end }) => canonical.slice(start, end)));
    open = open.flatMap((span, i) => {
      const tokens = counts[i]!;
      if (tokens > cap && span.end - span.start > leastLength) return cutEvenly(canonical, span, Math.ceil(tokens / cap));
      fitting.push({ ...span, tokens });
      return [];
    });
  }
  return fitting.sort((a, b) => a.start - b.start);
}

/** `parts` stretches of about the same length, at least two of them when more than one is asked for. */
function cutEvenly(canonical: string, span: Span, parts: number): Span[] {
  const cuts: Span[] = [];
  let { start } = span;
  for (let left = parts; left > 1 && start < span.end; left--) {
    const share = Math.ceil((span.end - start) / left);
    const window = canonical.slice(start, start + share);
    const clause = Math.max(window.lastIndexOf('; '), window.lastIndexOf('\n')) + 1;
    const word = window.search(/\s\S*$/u);
    let length = clause > share / 2 ? clause : word > share / 2 ? word : share;
    // Never between the halves of a surrogate pair.
    if (/[\uD800-\uDBFF]/.test(canonical[start + length - 1]!)) length--;
    const text = canonical.slice(start, start + length);
    cuts.push({ start, end: start + text.trimEnd().length });
    start += length;
    while (start < span.end && /\s/.test(canonical[start]!)) start++;
  }
  if (start < span.end) cuts.push({ start, end: span.end });
  return cuts;
}
