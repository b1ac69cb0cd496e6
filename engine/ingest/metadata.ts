import { basename, extname } from 'node:path';
import type { ParsedDocument } from '../ports/Parser.ts';

/**
 * What the document is called: its title as printed, else the name of the file. What the file's own metadata says is the parser's to weigh against
 * the page (it is true for fewer than half of real papers).
 */
export function chooseTitle(parsed: ParsedDocument, fileName: string): string {
  return parsed.title.trim() || basename(fileName, extname(fileName));
}
