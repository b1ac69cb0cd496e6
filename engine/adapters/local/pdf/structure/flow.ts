import { lineText } from '../layout/lines.ts';
import { type Paragraph, toParagraph } from '../layout/paragraphs.ts';
import { endsSentence } from '../layout/text.ts';
import type { BlockDraft } from './classify.ts';

/** A paragraph shorter than this is a label or a list entry: it is not looked for a continuation. */
const minChars = 60;
/** Blocks that may stand between the two parts of a paragraph. */
const maxBetween = 6;

/**
 * Puts together paragraphs that a column's end, a figure or a footnote cuts in two: what stood between comes after. Where a paragraph goes on over the
 * end of the page, it is made the last block of the one page and the first of the next. Changes the lists in place.
 */
export function joinFlow(pages: BlockDraft[][], bodySize: number): void {
  const isBody = ({ kind, paragraph }: BlockDraft) =>
    kind === 'paragraph' && paragraph.size > 0.93 * bodySize && paragraph.size < 1.08 * bodySize;
  for (const drafts of pages) {
    for (let i = 0; i < drafts.length; i++) {
      for (;;) {
        const at = continuation(drafts, i, isBody);
        if (at < 0) break;
        const [rest] = drafts.splice(at, 1) as [BlockDraft];
        drafts[i] = { ...drafts[i]!, paragraph: joined(drafts[i]!.paragraph, rest.paragraph) };
      }
    }
  }
  for (let n = 0; n + 1 < pages.length; n++) {
    const [here, next] = [pages[n]!, pages[n + 1]!];
    const last = here.findLastIndex(isBody);
    const first = next.findIndex(isBody);
    if (last < here.length - 1 - maxBetween || last < 0 || first < 0 || first > maxBetween) continue;
    if (!isOpen(here[last]!) || !isContinuation(next[first]!) || [...here.slice(last), ...next.slice(0, first)].some(isHeading))
      continue;
    here.push(...here.splice(last, 1));
    next.unshift(...next.splice(first, 1));
  }
}

const isHeading = (draft: BlockDraft) => draft.kind === 'heading';

/** Index of the block that goes on with block `i`; -1 when there is none. */
function continuation(drafts: BlockDraft[], i: number, isBody: (draft: BlockDraft) => boolean): number {
  if (!isBody(drafts[i]!) || !isOpen(drafts[i]!)) return -1;
  for (let at = i + 1; at < Math.min(drafts.length, i + 2 + maxBetween); at++) {
    const draft = drafts[at]!;
    if (isHeading(draft)) return -1;
    if (isBody(draft)) {
      const sameFont = draft.paragraph.font === drafts[i]!.paragraph.font;
      if (isContinuation(draft) || (at === i + 1 && breaksOff(drafts[i]!))) return sameFont ? at : -1;
      if (textOf(draft).length > minChars) return -1;
    }
  }
  return -1;
}

/** Its last sentence is not at an end. */
function isOpen(draft: BlockDraft): boolean {
  const text = textOf(draft);
  return text.length > minChars && !endsSentence(text);
}

/** Its last line is as long as the others: the sentence goes on wherever the next column begins, in whatever case. */
function breaksOff({ paragraph: { lines, size } }: BlockDraft): boolean {
  return lines.length > 2 && lines.at(-1)!.x1 > Math.max(...lines.map((line) => line.x1)) - 0.5 * size;
}

const isContinuation = (draft: BlockDraft) => /^[\p{Ll}]{2}|^\p{Ll}\s|^\(\p{Ll}/u.test(textOf(draft));

const textOf = ({ paragraph }: BlockDraft) => paragraph.lines.map(lineText).join(' ');

const joined = (a: Paragraph, b: Paragraph): Paragraph => toParagraph([...a.lines, ...b.lines]);
