/** `start`/`end` are offsets into the answer. */
export type Segment = { start: number; end: number } & (
  | { type: 'text'; text: string; unsupported: boolean }
  | { type: 'citation'; n: number }
);

/** `[1]`, `[1, 3]`. */
const markers = /\s?\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\]/g;

/**
 * Cuts an answer into what is said and the citations that stand for it. A number stays text when it is no citation of this answer, or when
 * it is part of a quoted sentence: papers number their own references the same way. A sentence that no passage supports is marked.
 */
export function answerSegments(
  answer: string,
  citations: readonly { n: number; quote: string }[],
  unsupported: readonly string[],
): Segment[] {
  const known = new Set(citations.map(({ n }) => n));
  const quoted = citations.flatMap(({ quote }) => rangesOf(answer, quote.trim()));
  const ranges = unsupportedRanges(answer, unsupported);
  const segments: Segment[] = [];
  let from = 0;
  for (const match of answer.matchAll(markers)) {
    const numbers = (match[1] as string).split(',').map(Number);
    const { index } = match;
    const end = index + match[0].length;
    if (!numbers.every((n) => known.has(n)) || quoted.some((quote) => quote.start <= index && index < quote.end - 1)) continue;
    addText(answer, from, index, ranges, segments);
    for (const n of numbers) segments.push({ type: 'citation', n, start: index, end });
    from = end;
  }
  addText(answer, from, answer.length, ranges, segments);
  return segments;
}

interface Range {
  start: number;
  end: number;
}

/** Every place where this text stands. */
function rangesOf(answer: string, text: string): Range[] {
  const ranges: Range[] = [];
  for (let start = answer.indexOf(text); text !== '' && start >= 0; start = answer.indexOf(text, start + text.length))
    ranges.push({ start, end: start + text.length });
  return ranges;
}

function unsupportedRanges(answer: string, sentences: readonly string[]): Range[] {
  const ranges: Range[] = [];
  let from = 0;
  for (const sentence of sentences) {
    // They come in the order of the answer; one that was given differently is looked for anywhere.
    const after = answer.indexOf(sentence, from);
    const start = after >= 0 ? after : answer.indexOf(sentence);
    if (sentence === '' || start < 0) continue;
    ranges.push({ start, end: start + sentence.length });
    from = start + sentence.length;
  }
  return ranges.sort((a, b) => a.start - b.start);
}

function addText(answer: string, start: number, end: number, ranges: readonly Range[], segments: Segment[]): void {
  let from = start;
  const add = (to: number, unsupported: boolean) => {
    if (to > from) segments.push({ type: 'text', text: answer.slice(from, to), unsupported, start: from, end: to });
    from = Math.max(from, to);
  };
  for (const range of ranges) {
    if (range.end <= start || range.start >= end) continue;
    add(Math.max(range.start, start), false);
    add(Math.min(range.end, end), true);
  }
  add(end, false);
}
