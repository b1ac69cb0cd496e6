import { basename, extname } from 'node:path';
import type { ParsedDocument, ParsedPage } from '../ports/Parser.ts';
import { authorsOfFile, authorsOnPage } from './authors.ts';
import { doiOf } from './doi.ts';
import { publicationYear } from './year.ts';

export interface Metadata {
  title: string;
  authors: string[];
  year: number | null;
  doi: string | null;
}

/**
 * What a paper says of itself: as printed, else what the file says where that can be believed, else nothing. What the file says of the title is the
 * parser's to weigh against the page (it is true for fewer than half of real papers); without one the file's name stands in.
 */
export function metadataOf(
  { parsed, pages }: { parsed: ParsedDocument; pages: ParsedPage[] },
  file: { fileName: string; now: number },
): Metadata {
  const title = parsed.title.trim();
  const printed = authorsOnPage(pages, title);
  return {
    title: title || basename(file.fileName, extname(file.fileName)),
    authors: printed.length > 0 ? printed : authorsOfFile(parsed.info.author, pages[0]),
    year: publicationYear(pages, { title, running: parsed.running, created: parsed.info.created, now: file.now }),
    doi: doiOf(pages, title, parsed.running),
  };
}
