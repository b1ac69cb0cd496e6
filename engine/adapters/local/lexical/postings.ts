import { VarintWriter } from './varint.ts';

/**
 * Where a term stands: blocks of (ordinal, tf) by ordinal. An ordinal is the number an entry got when it was added; ordinals are
 * never used again. In a block each ordinal is the distance to the one before (the first: to the block's base), doubled, plus one
 * where tf is 1; other tf follow.
 */
export interface PostingsBlock {
  base: number;
  data: Uint8Array;
}

/** A run of ordinals given to entries of one revision, and where their values stand in an array over many such runs. */
export interface OrdinalRange {
  base: number;
  count: number;
  start: number;
}

/** Distances beyond this would not fit once doubled; a new block is begun instead. */
const maxDistance = 2 ** 29;

/** Collects postings by ordinal and cuts them into blocks of at most about `blockBytes`. */
export class PostingsWriter {
  readonly #blockBytes: number;
  readonly #blocks: PostingsBlock[] = [];
  #writer: VarintWriter | undefined;
  #base = 0;
  #last = 0;

  constructor(blockBytes: number) {
    this.#blockBytes = blockBytes;
  }

  add(ordinal: number, tf: number): void {
    if (!this.#writer || this.#writer.length >= this.#blockBytes || ordinal - this.#last > maxDistance) {
      this.#close();
      this.#writer = new VarintWriter();
      this.#base = ordinal;
      this.#last = ordinal;
    }
    const doubled = (ordinal - this.#last) * 2;
    this.#last = ordinal;
    if (tf === 1) this.#writer.write(doubled + 1);
    else {
      this.#writer.write(doubled);
      this.#writer.write(tf);
    }
  }

  finish(): PostingsBlock[] {
    this.#close();
    return this.#blocks;
  }

  #close(): void {
    if (this.#writer) this.#blocks.push({ base: this.#base, data: this.#writer.bytes() });
    this.#writer = undefined;
  }
}

/**
 * Reads blocks in order and calls `visit` with the array position (`start` + place in the range) of every posting whose ordinal lies
 * in one of the ranges. Blocks and ranges are sorted and do not overlap.
 */
export function readPostings(
  blocks: Iterable<PostingsBlock>,
  ranges: readonly OrdinalRange[],
  visit: (position: number, tf: number, ordinal: number) => void,
): void {
  let index = 0;
  let range = ranges[0];
  if (!range) return;
  for (const { base, data } of blocks) {
    let ordinal = base;
    let at = 0;
    while (at < data.length) {
      let byte = data[at++]!;
      let value = byte & 0x7f;
      for (let shift = 7; byte > 0x7f; shift += 7) {
        byte = data[at++]!;
        value |= (byte & 0x7f) << shift;
      }
      ordinal += value >>> 1;
      let tf = 1;
      if ((value & 1) === 0) {
        byte = data[at++]!;
        tf = byte & 0x7f;
        for (let shift = 7; byte > 0x7f; shift += 7) {
          byte = data[at++]!;
          tf |= (byte & 0x7f) << shift;
        }
      }
      if (ordinal >= range.base + range.count) {
        index = rangeFrom(ranges, index + 1, ordinal);
        const next = ranges[index];
        if (!next) return;
        range = next;
      }
      if (ordinal >= range.base) visit(range.start + ordinal - range.base, tf, ordinal);
    }
  }
}

/** Index of the first range from `from` on that ends after the ordinal. Mostly it is the next, seldom far away. */
function rangeFrom(ranges: readonly OrdinalRange[], from: number, ordinal: number): number {
  const endsAfter = (index: number) => index >= ranges.length || ranges[index]!.base + ranges[index]!.count > ordinal;
  let step = 1;
  let low = from;
  while (!endsAfter(low + step - 1)) {
    low += step;
    step *= 2;
  }
  let high = low + step - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (endsAfter(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
