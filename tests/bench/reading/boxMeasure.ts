import { sentences } from '../../../engine/ingest/sentences.ts';
import { lettersOf } from '../../../engine/ingest/textBlocks.ts';
import { boxesForSpan } from '../../../engine/library/boxes.ts';
import type { Box } from '../../../shared/domain/geometry.ts';
import { type BenchRow, held } from '../Bench.ts';
import { seeded } from './measures.ts';
import { popplerWords, type Word } from './poppler.ts';
import type { ReadPaper } from './readPapers.ts';

const drawn = 1000;

/** Whether the words poppler finds inside a sentence's boxes are those of the sentence. */
export function measureBoxes(papers: ReadPaper[], misses: string[]): BenchRow[] {
  const all = papers
    .flatMap((paper) =>
      paper.pages.flatMap((page) =>
        page.blocks
          .filter(({ kind }) => kind === 'paragraph' || kind === 'references')
          .flatMap((block) =>
            sentences(page.text.slice(block.start, block.end)).map(({ start, end }) => ({
              paper,
              page,
              start: block.start + start,
              end: block.start + end,
            })),
          ),
      ),
    )
    .filter(({ start, end }) => end - start >= 25);
  const random = seeded(20);
  const words = new Map<string, Word[]>();
  let right = 0;
  for (let n = 0; n < drawn; n++) {
    const { paper, page, start, end } = all[Math.floor(random() * all.length)]!;
    if (!words.has(paper.path)) words.set(paper.path, popplerWords(paper.path));
    const boxes = boxesForSpan([{ ...page, start: 0 }], { start, end });
    const found = inside(words.get(paper.path)!, boxes);
    const said = page.text.slice(start, end);
    if (lettersOf(found) === lettersOf(said)) right++;
    else misses.push(`boxes ${paper.truth.file} page ${page.number}: “${said.slice(0, 160)}” holds “${found.slice(0, 160)}”`);
  }
  return [held(`boxes: sentences whose boxes hold just their words, of ${drawn}`, right / drawn, '', { atLeast: 0.99 })];
}

/** Words whose middle lies in one of the boxes, box by box from left to right. */
function inside(words: Word[], boxes: Box[]): string {
  return boxes
    .flatMap((box) =>
      words
        .filter((word) => word.page === box.page && within(word, box))
        .sort((a, b) => a.x - b.x)
        .map(({ text }) => text),
    )
    .join(' ');
}

function within({ x, y, width, height }: Word, box: Box): boolean {
  const middle = { x: x + width / 2, y: y + height / 2 };
  return middle.x > box.x && middle.x < box.x + box.width && middle.y > box.y && middle.y < box.y + box.height;
}
