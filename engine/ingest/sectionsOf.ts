import type { Span } from '../../shared/domain/geometry.ts';
import type { Block, ParsedPage } from '../ports/Parser.ts';

export interface SectionBlock extends Span {
  kind: Exclude<Block['kind'], 'note'>;
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

/** The path of what was written onto a page: no section of the paper says it. */
const notesPath = 'Notes on the page';

const fold = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * The sections of a document, and apart from them the notes of each page, at which a section that goes on is parted. Headings with nothing
 * between them open one section together; the document's title opens none.
 */
export function sectionsOf(pages: ParsedPage[], title: string): Section[] {
  const sections: Section[] = [{ path: '', blocks: [] }];
  const open: { level: number; text: string }[] = [];
  const foldedTitle = fold(title);
  let pageStart = 0;
  for (const page of pages) {
    const notes: SectionBlock[] = [];
    for (const block of page.blocks) {
      const trimmed = trim(page.text, block);
      if (!trimmed) continue;
      const place = { start: pageStart + trimmed.start, end: pageStart + trimmed.end };
      if (block.kind === 'note') {
        notes.push({ ...place, kind: 'paragraph' });
        continue;
      }
      const span: SectionBlock = { ...place, kind: block.kind };
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
    if (notes.length > 0) sections.push({ path: notesPath, blocks: notes }, { path: sections.at(-1)!.path, blocks: [] });
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
