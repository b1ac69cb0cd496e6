import type { Box, Span, TextRun } from '../../shared/domain/geometry.ts';
import type { PageRecord } from '../ports/DocumentStore.ts';

/** Two words this far apart (in heights of their line) are in different columns or cells, and get a box each. */
const maxGap = 4;

/**
 * Where a canonical span stands: one box per line and page, trimmed to whole words at both ends. `pages` are those the span touches, in
 * any number more; pages the span does not touch give nothing.
 */
export function boxesForSpan(pages: PageRecord[], span: Span): Box[] {
  const boxes: Box[] = [];
  for (const page of pages) {
    const start = span.start - page.start;
    const end = span.end - page.start;
    if (end <= 0 || start >= page.text.length) continue;
    let line: Box | null = null;
    for (const run of page.runs) {
      if (run.end <= start || run.start >= end) continue;
      if (line && continues(line, run)) extend(line, run);
      else {
        line = { page: page.number, x: run.x, y: run.y, width: run.width, height: run.height };
        boxes.push(line);
      }
    }
  }
  return boxes;
}

/** Whether the word stands on the line of the box, next to it. Words of right-to-left text come from the other side. */
function continues(line: Box, run: TextRun): boolean {
  const overlap = Math.min(line.y + line.height, run.y + run.height) - Math.max(line.y, run.y);
  const height = Math.min(line.height, run.height);
  const gap = Math.max(run.x - (line.x + line.width), line.x - (run.x + run.width));
  return overlap > 0.4 * height && gap < maxGap * Math.max(line.height, run.height);
}

function extend(line: Box, run: TextRun): void {
  const right = Math.max(line.x + line.width, run.x + run.width);
  const bottom = Math.max(line.y + line.height, run.y + run.height);
  line.x = Math.min(line.x, run.x);
  line.y = Math.min(line.y, run.y);
  line.width = right - line.x;
  line.height = bottom - line.y;
}
