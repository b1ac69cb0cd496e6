import type { Span } from '../../shared/domain/geometry.ts';
import type { ChunkRecord } from '../ports/DocumentStore.ts';
import { fitPieces, type Piece } from './fitPieces.ts';
import type { Section, SectionBlock } from './sectionsOf.ts';
import { sentences } from './sentences.ts';
import type { CountTokens } from './tokenCounter.ts';

export interface Unit extends Span {
  kind: ChunkRecord['kind'];
}

/** Lengths of chunks in the embedder's tokens. */
export interface ChunkSize {
  /** Sentences are added until a chunk is about this long. */
  target: number;
  /** No chunk is longer. */
  cap: number;
  /** A chunk that continues a section begins with the last sentences of the one before, as many as fit into this. */
  overlap: number;
}

/** Chosen by `npm run bench chunks` (docs/adr/0005-chunks.md). */
export const chunkSize: ChunkSize = { target: 250, cap: 300, overlap: 0 };

/** Characters. A paragraph behind a caption or table that is shorter belongs to it: a note, a source, a label. */
const minText = 100;
const minLabelLetters = 25;
/** What is left over at the end goes with the chunk before it when it is shorter than this share of the target. */
const minTailShare = 0.25;

/** The chunks of one section: running text, and apart from it captions with their tables and figures, and the references. */
export async function packSection(canonical: string, section: Section, size: ChunkSize, count: CountTokens): Promise<Unit[]> {
  const units: Unit[] = [];
  const worded = section.blocks.filter(
    ({ kind, start, end }) => kind !== 'figure' || /\p{L}{3}/u.test(canonical.slice(start, end)),
  );
  for (const { kind, blocks } of groupsOf(worded)) {
    const spans = kind === 'text' ? textPieces(canonical, blocks) : blocks.flatMap((block) => split(canonical, block, sentences));
    const fitting = await fitPieces(canonical, spans, size.cap, count);
    const pieces = labelsInOne(fitting, blocks, size.target);
    // A number or a sign is not worth finding, nor are a few letters that nothing explains.
    const labels = blocks.every((block) => block.kind === 'table' || block.kind === 'figure');
    const letters = ({ start, end }: Span) => canonical.slice(start, end).match(/\p{L}/gu)?.length ?? 0;
    const packed = pack(pieces, kind === 'text' ? size : { ...size, overlap: 0 });
    for (const span of packed) {
      if (letters(span) >= (labels ? minLabelLetters : 2)) units.push({ kind, ...span });
    }
  }
  return units;
}

/** What chunk a block goes into; what a figure says goes with its caption. */
const chunkKinds: Record<SectionBlock['kind'], Unit['kind']> = {
  paragraph: 'text',
  heading: 'text',
  caption: 'caption',
  figure: 'caption',
  table: 'table',
  references: 'references',
};

interface Group {
  kind: Unit['kind'];
  blocks: SectionBlock[];
}

/** Neighbouring blocks that may share a chunk. */
function groupsOf(blocks: SectionBlock[]): Group[] {
  const groups: Group[] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    const kind = chunkKinds[block.kind];
    if (!last) groups.push({ kind, blocks: [block] });
    else if (isOneGroup(last, block, kind)) {
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
  const has = (one: SectionBlock['kind']) => last.blocks.some((earlier) => earlier.kind === one);
  // Labels stand before the caption of their figure, a table on either side of its own.
  if (block.kind === 'figure') return last.kind === 'caption' && !has('caption');
  if (kind === 'caption') return (last.kind === 'table' || has('figure')) && !has('caption');
  return last.kind === kind || (kind === 'table' && last.kind === 'caption' && !has('figure'));
}

const lengthOf = ({ start, end }: Span) => end - start;

/** Without the labels of a figure that do not fit into one chunk with its caption. */
function labelsInOne(pieces: Piece[], blocks: SectionBlock[], target: number): Piece[] {
  const figures = blocks.filter((block) => block.kind === 'figure');
  if (figures.length === 0) return pieces;
  const isLabel = (piece: Piece) => figures.some(({ start, end }) => piece.start >= start && piece.end <= end);
  let room = target;
  for (const piece of pieces) if (!isLabel(piece)) room -= piece.tokens;
  const tooFar = pieces.findLastIndex((piece) => {
    if (isLabel(piece)) room -= piece.tokens;
    return room < 0;
  });
  return pieces.filter((piece, i) => i > tooFar || !isLabel(piece));
}

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

/** The pieces a splitter finds, as spans of the canonical text. */
function split(canonical: string, { start, end }: Span, splitter: (text: string) => Span[]): Span[] {
  return splitter(canonical.slice(start, end)).map((piece) => ({ start: start + piece.start, end: start + piece.end }));
}

function pack(pieces: Piece[], { target, cap, overlap }: ChunkSize): Span[] {
  const packed: { first: number; fresh: number; last: number; tokens: number }[] = [];
  for (let i = 0; i < pieces.length; ) {
    let first = i;
    let tokens = pieces[i]!.tokens;
    let repeated = 0;
    for (let before = i - 1; before >= 0; before--) {
      repeated += pieces[before]!.tokens;
      if (repeated > overlap || repeated + pieces[i]!.tokens > cap) break;
      first = before;
      tokens = repeated + pieces[i]!.tokens;
    }
    let last = i;
    while (last + 1 < pieces.length) {
      const then = tokens + pieces[last + 1]!.tokens;
      if (then > cap || (then > target && then - target > target - tokens)) break;
      tokens = then;
      last++;
    }
    packed.push({ first, fresh: i, last, tokens });
    i = last + 1;
  }
  const tail = packed.at(-1);
  const previous = packed.at(-2);
  if (tail && previous) {
    const fresh = pieces.slice(tail.fresh).reduce((sum, piece) => sum + piece.tokens, 0);
    if (fresh < minTailShare * target && previous.tokens + fresh <= cap) {
      previous.last = tail.last;
      packed.pop();
    }
  }
  return packed.map(({ first, last }) => ({ start: pieces[first]!.start, end: pieces[last]!.end }));
}
