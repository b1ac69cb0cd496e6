import type { TextRun } from '../../shared/domain/geometry.ts';
import type { PageTrace } from '../../shared/domain/inspection.ts';

/** A stretch of a page's text with one role. Offsets are into the page's text; blocks are in reading order and do not overlap. */
export interface Block {
  kind:
    | 'paragraph'
    | 'heading'
    | 'caption'
    /** Rows, a line each, with tabs between their cells. */
    | 'table'
    /** The words in a figure, which stand before its caption where it has one. */
    | 'figure'
    | 'references'
    /** Written onto the page by somebody, not its text: a form's field filled in, a comment. They stand behind a page's other blocks. */
    | 'note';
  /** 1…6 for headings, 0 otherwise. */
  level: number;
  start: number;
  end: number;
}

export interface ParsedPage {
  /** 1-based. */
  number: number;
  label: string | null;
  /** Points, as shown (rotation applied). */
  width: number;
  height: number;
  /** In reading order, words broken at line ends joined, paragraphs ended by a line feed. Empty when the page has none. */
  text: string;
  /** Where the words of `text` stand, ordered by `start`. */
  runs: TextRun[];
  blocks: Block[];
  /** Error code of a page that could not be read; null when it was. */
  error: string | null;
  trace: PageTrace;
}

/** What the file says of itself; often wrong. */
export interface FileInfo {
  title: string;
  /** Several names with `; ` between them. */
  author: string;
  /** The year the file was made; null where it does not say. */
  created: number | null;
}

export interface ParsedDocument {
  pageCount: number;
  /** From the page itself (fonts and position), else empty. */
  title: string;
  /** What stands at the edges of page after page, as on the first ones: it is in no page's text. */
  running: string[];
  /** The file is damaged: its pages are those that were found in it, and others may be lost. */
  recovered?: boolean;
  info: FileInfo;
}

/** Which languages to recognise, and where their data lies. */
export interface Recognition {
  /** Tesseract's codes, the most likely one first. */
  languages: string[];
  /** `<code>.traineddata.gz` of those that came with the app. */
  shippedDir: string;
  /** `<code>.traineddata`, zipped as well, of those that were downloaded; wins over the other. */
  downloadedDir: string;
}

/**
 * Reads a PDF page by page. Pages without text, or with text that names wrong letters, are read on their pictures where the parser was given languages.
 * Errors: `file_not_found`, `access_denied`, `file_empty`, `not_a_pdf`, `pdf_corrupt`, `pdf_password_needed`,
 * `pdf_password_wrong`, `pdf_no_pages`, `pdf_too_many_pages`, `parse_timeout`, `parse_memory`, `process_crashed`, `cancelled`. A page that fails alone is
 * delivered with its `error`: `pdf_corrupt`, `pdf_text_garbled` (its text names the wrong letters), `parse_timeout` or `parse_memory`.
 */
export interface Parser {
  /** Changes whenever output for the same file could change. */
  readonly version: string;
  /** How many documents it reads side by side; further ones wait for their turn. */
  readonly concurrency: number;
  parse(
    input: { path: string; password?: string },
    options: {
      signal: AbortSignal;
      /** Called once, when the number of pages is known. */
      onOpen?: (pageCount: number) => void;
      /** Called while pages are read, before they are delivered. `toRecognise`: pages not done that are read on their pictures, which takes far longer. */
      onProgress?: (pagesDone: number, toRecognise: number) => void;
      /** Called for every page, in order. */
      onPage: (page: ParsedPage) => void;
    },
  ): Promise<ParsedDocument>;
}
