import { join } from 'node:path';
import { PdfParser } from '../../../engine/adapters/local/pdf/PdfParser.ts';
import type { ParsedDocument, ParsedPage } from '../../../engine/ports/Parser.ts';
import { papersFolder, readTruth, type Truth } from './truth.ts';

export interface ReadPaper {
  truth: Truth;
  path: string;
  parsed: ParsedDocument;
  pages: ParsedPage[];
}

/** Every paper as the parser reads it, with what is known of it. */
export async function readPapers(): Promise<ReadPaper[]> {
  const parser = new PdfParser(new URL('../../../engine/processes/entries/parser.ts', import.meta.url));
  const signal = new AbortController().signal;
  const papers: ReadPaper[] = [];
  try {
    for (const truth of readTruth()) {
      const path = join(papersFolder, truth.file);
      const pages: ParsedPage[] = [];
      const parsed = await parser.parse(
        { path },
        { signal, onStart() {}, onOpen() {}, onProgress() {}, onPage: (page) => pages.push(page) },
      );
      papers.push({ truth, path, parsed, pages });
    }
    return papers;
  } finally {
    parser.close();
  }
}
