import type { Span } from '../../shared/domain/geometry.ts';
import type { ChunkRecord } from '../ports/DocumentStore.ts';
import type { Section, SectionBlock } from './sectionsOf.ts';
import { sentences } from './sentences.ts';

export interface Unit extends Span {
  kind: ChunkRecord['kind'];
}

/** Characters. The model reads some 1,900 (512 tokens): target and cap leave room for title and section. */
const target = 1100;
const cap = 1600;
/** A sentence longer than this is not repeated at the head of the next chunk. */
const maxOverlap = 250;
/** A paragraph behind a caption or table that is shorter belongs to it: a note, a source, a label. */
const minText = 100;
const minLabelLetters = 25;
/** What is left over at the end goes with the chunk before it when it is shorter than this. */
const minTail = 300;

/** The chunks of one section: running text, and apart from it captions with their tables and labels, and the references. */
export function packSection(canonical: string, section: Section): Unit[] {
  return groupsOf(section.blocks).flatMap(({ kind, blocks }) => {
    const pieces =
      kind === 'text' ? textPieces(canonical, blocks) : blocks.flatMap((block) => split(canonical, block, sentences));
    // A number or a sign is not worth finding, nor are a few letters of a figure that nothing explains.
    const labels = blocks.every((block) => block.kind === 'table');
    const letters = ({ start, end }: Span) => canonical.slice(start, end).match(/\p{L}/gu)?.length ?? 0;
    return pack(pieces, kind === 'text')
      .filter((span) => letters(span) >= (labels ? minLabelLetters : 2))
      .map((span) => ({ kind, ...span }));
  });
}

interface Group {
  kind: Unit['kind'];
  blocks: SectionBlock[];
}

/** Neighbouring blocks that may share a chunk. */
function groupsOf(blocks: SectionBlock[]): Group[] {
  const groups: Group[] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    const kind = block.kind === 'paragraph' || block.kind === 'heading' ? 'text' : block.kind;
    if (!last) groups.push({ kind, blocks: [block] });
    else if (isOneGroup(last, block, kind)) {
      // Labels stand with the caption of their figure, on either side of it; a caption by itself stays one.
      last.kind = last.kind === 'text' || (last.kind === 'caption' && kind === 'table') ? kind : last.kind;
      last.blocks.push(block);
    } else groups.push({ kind, blocks: [block] });
  }
  return groups;
}

function isOneGroup(last: Group, block: SectionBlock, kind: Unit['kind']): boolean {
  const onlyHeadings = last.blocks.every((earlier) => earlier.kind === 'heading');
  if (onlyHeadings) return true;
  if (kind === 'text')
    return last.kind === 'text' || (last.kind !== 'references' && block.kind === 'paragraph' && lengthOf(block) < minText);
  if (kind === 'caption') return last.kind === 'table' && !last.blocks.some((earlier) => earlier.kind === 'caption');
  return last.kind === kind || (kind === 'table' && last.kind === 'caption');
}

const lengthOf = ({ start, end }: Span) => end - start;

/** Sentences of running text; one that goes on over a page's end is one piece. */
function textPieces(canonical: string, blocks: SectionBlock[]): Span[] {
  const pieces: Span[] = [];
  let start = -1;
  blocks.forEach((block, i) => {
    if (start < 0) start = block.start;
    const next = blocks[i + 1];
    if (next && goesOn(canonical, block, next)) return;
    const joined = (text: string) => sentences(text.replaceAll('\n', ' '));
    pieces.push(...split(canonical, { start, end: block.end }, block.kind === 'heading' ? whole : joined));
    start = -1;
  });
  return pieces;
}

function goesOn(canonical: string, block: SectionBlock, next: SectionBlock): boolean {
  if (block.kind !== 'paragraph' || next.kind !== 'paragraph') return false;
  if (canonical.slice(block.end, next.start).trim() !== '') return false;
  return (
    !/(?:[.!?:;。！？]["”’»)\]]*|(?<=\p{L}[.!?])\d[\d,–-]*)$/u.test(canonical.slice(block.start, block.end)) &&
    /^[\p{Ll}([]/u.test(canonical.slice(next.start))
  );
}

const whole = (text: string): Span[] => [{ start: 0, end: text.length }];

/** The pieces a splitter finds, those above the cap cut between words. */
function split(canonical: string, { start, end }: Span, splitter: (text: string) => Span[]): Span[] {
  return splitter(canonical.slice(start, end)).flatMap((piece) =>
    cutLong(canonical, { start: start + piece.start, end: start + piece.end }),
  );
}

function cutLong(canonical: string, span: Span): Span[] {
  const cuts: Span[] = [];
  let { start } = span;
  while (span.end - start > cap) {
    const window = canonical.slice(start, start + target);
    const clause = Math.max(window.lastIndexOf('; '), window.lastIndexOf('\n')) + 1;
    const word = window.search(/\s\S*$/u);
    let length = clause > target / 2 ? clause : word > target / 2 ? word : target;
    // Never between the halves of a surrogate pair.
    if (/[\uD800-\uDBFF]/.test(canonical[start + length - 1]!)) length--;
    cuts.push({ start, end: start + canonical.slice(start, start + length).trimEnd().length });
    start += length;
    while (/\s/.test(canonical[start] ?? 'x')) start++;
  }
  if (start < span.end) cuts.push({ start, end: span.end });
  return cuts;
}

function pack(pieces: Span[], overlaps: boolean): Span[] {
  const packed: { first: number; fresh: number; last: number }[] = [];
  for (let i = 0; i < pieces.length; ) {
    let first = i;
    const before = pieces[i - 1];
    if (overlaps && before && before.end - before.start <= maxOverlap && pieces[i]!.end - before.start <= cap) first = i - 1;
    const { start } = pieces[first]!;
    let last = i;
    while (last + 1 < pieces.length) {
      const now = pieces[last]!.end - start;
      const then = pieces[last + 1]!.end - start;
      if (then > cap || (then > target && then - target > target - now)) break;
      last++;
    }
    packed.push({ first, fresh: i, last });
    i = last + 1;
  }
  const tail = packed.at(-1);
  const previous = packed.at(-2);
  if (tail && previous) {
    const { end } = pieces[tail.last]!;
    if (end - pieces[tail.fresh]!.start < minTail && end - pieces[previous.first]!.start <= cap) {
      previous.last = tail.last;
      packed.pop();
    }
  }
  return packed.map(({ first, last }) => ({ start: pieces[first]!.start, end: pieces[last]!.end }));
}
