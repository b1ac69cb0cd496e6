import type { Block, ParsedPage } from '../ports/Parser.ts';

/** A block with its text, white space folded, in the order of reading. */
export interface TextBlock {
  kind: Block['kind'];
  level: number;
  /** 1-based physical page. */
  page: number;
  text: string;
}

/** The blocks of a document that hold text of its own: what somebody wrote onto a page is not the paper's. */
export function textBlocks(pages: readonly ParsedPage[]): TextBlock[] {
  return pages.flatMap(({ number, text, blocks }) =>
    blocks
      .filter((block) => block.kind !== 'note')
      .map(({ kind, level, start, end }) => ({ kind, level, page: number, text: oneLine(text.slice(start, end)) }))
      .filter((block) => block.text !== ''),
  );
}

/** Letters and digits alone, lower case: what two spellings of one text share. */
export function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
