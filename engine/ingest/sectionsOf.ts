import type { Span } from '../../shared/domain/geometry.ts';
import type { Block, ParsedPage } from '../ports/Parser.ts';

export interface SectionBlock extends Span {
  kind: Block['kind'];
}

/** What stands under one heading path. */
export interface Section {
  /** Headings from the outermost in, ` › ` between; empty before the first. */
  path: string;
  /** In reading order, canonical offsets, white space at the ends left out. The headings themselves come first. */
  blocks: SectionBlock[];
}

/** A section longer than this goes on in another: work is done section by section. */
const maxChars = 50_000;

const fold = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** The sections of a document. Headings with nothing between them open one section together; the document's title opens none. */
export function sectionsOf(pages: ParsedPage[], title: string): Section[] {
  const sections: Section[] = [{ path: '', blocks: [] }];
  const open: { level: number; text: string }[] = [];
  const foldedTitle = fold(title);
  let pageStart = 0;
  for (const page of pages) {
    for (const block of page.blocks) {
      const trimmed = trim(page.text, block);
      if (!trimmed) continue;
      const span: SectionBlock = { kind: block.kind, start: pageStart + trimmed.start, end: pageStart + trimmed.end };
      const current = sections.at(-1)!;
      if (block.kind !== 'heading') {
        if (span.end - (current.blocks[0]?.start ?? span.start) > maxChars) sections.push({ path: current.path, blocks: [span] });
        else current.blocks.push(span);
        continue;
      }
      const text = page.text.slice(trimmed.start, trimmed.end).replace(/\s+/g, ' ');
      if (fold(text) === foldedTitle) {
        current.blocks.push(span);
        continue;
      }
      while (open.length > 0 && open.at(-1)!.level >= block.level) open.pop();
      open.push({ level: block.level, text });
      const path = open.map((heading) => heading.text).join(' › ');
      const onlyHeadings = current.blocks.every((earlier) => earlier.kind === 'heading');
      if (onlyHeadings && current.path !== '') {
        current.path = path;
        current.blocks.push(span);
      } else sections.push({ path, blocks: [span] });
    }
    pageStart += page.text.length;
  }
  return sections;
}

function trim(text: string, { start, end }: Span): Span | null {
  const raw = text.slice(start, end);
  const trimmed = raw.trim();
  if (trimmed === '') return null;
  const from = start + raw.indexOf(trimmed);
  return { start: from, end: from + trimmed.length };
}
