import type { TextRun } from '../../../../../shared/domain/geometry.ts';
import type { Block } from '../../../../ports/Parser.ts';
import type { Rect } from '../layout/frame.ts';
import type { Word } from '../layout/lines.ts';
import type { BlockDraft } from './classify.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A page's text with the place of each word, and its blocks. `vocabulary`: the document's, where it is known. */
export function assemble(drafts: BlockDraft[], vocabulary?: Vocabulary): { text: string; runs: TextRun[]; blocks: Block[] } {
  const runs: TextRun[] = [];
  const blocks: Block[] = [];
  let text = '';
  for (const { kind, level, paragraph } of drafts) {
    const start = text.length;
    for (const line of paragraph.lines) {
      for (const [i, word] of line.words.entries()) {
        const lineStart = i === 0 || word.beginsLine;
        if (text.length > start) {
          if (i === 0 && (kind === 'table' || kind === 'figure')) text += '\n';
          else if (word.beginsCell && kind === 'table') text += '\t';
          else if (lineStart && joinsBrokenWord(text, word.text) && !vocabulary?.isCompound(text, word.text))
            text = withoutHyphen(text, runs);
          else if (!(lineStart && joinsCompound(text, word.text))) text += ' ';
        }
        runs.push(run(text.length, word));
        text += word.text;
      }
    }
    if (text.length === start) continue;
    text += '\n';
    blocks.push({ kind, level, start, end: text.length });
  }
  return { text, runs, blocks };
}

function run(start: number, { text, box }: Word): TextRun {
  return { start, end: start + text.length, ...rounded(box) };
}

/** As finely as anybody sees. */
export function rounded({ x, y, width, height }: Rect): Rect {
  const round = (value: number) => Math.round(value * 100) / 100;
  return { x: round(x), y: round(y), width: round(width), height: round(height) };
}

/** `distri-` + `bution`: a word broken at the line's end. */
function joinsBrokenWord(text: string, next: string): boolean {
  return /\p{L}[-\u2010]$/u.test(text.slice(-3)) && /^\p{Ll}/u.test(next);
}

function withoutHyphen(text: string, runs: TextRun[]): string {
  const last = runs.at(-1)!;
  last.end--;
  return text.slice(0, -1);
}

/** `COVID-` + `19`, and scripts written without spaces: joined as they are. */
function joinsCompound(text: string, next: string): boolean {
  return (
    /[\p{L}\p{N}][-\u2010]$/u.test(text.slice(-3)) ||
    (/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}、。，]$/u.test(text.slice(-2)) &&
      /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(next))
  );
}
