import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MessagePort } from 'node:worker_threads';
import type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { TextContent, TextStyle } from 'pdfjs-dist/types/src/display/api.d.ts';
import { AppError, type ErrorData } from '../../../../shared/errors/AppError.ts';
import type { FileInfo } from '../../../ports/Parser.ts';
import { cleanText, isBlank } from './layout/text.ts';
import { FontUse, type FontWidths, measureFonts } from './measureFonts.ts';
import { readFont, readItem } from './rawItem.ts';
import type { RawPage } from './rawPage.ts';

/** One file to read: its pages from `first` on. */
export interface ReadRequest {
  path: string;
  password: string | null;
  first: number;
}

export type ReadMessage =
  /** What reads PDFs is loaded: from here on a file takes the time. */
  | { type: 'reading' }
  | { type: 'open'; pageCount: number; info: FileInfo; labels: string[] | null }
  | { type: 'page'; page: RawPage }
  | { type: 'pageFailed'; number: number; width: number; height: number; code: ErrorData['code'] }
  | { type: 'measuring' }
  | { type: 'measured'; widths: FontWidths }
  | { type: 'done' }
  | { type: 'failed'; error: ErrorData };

const maxBytes = 1 << 29;
/** The mark of a PDF may stand behind this much of something else. */
const headBytes = 1024;
const maxPages = 5000;
/** No page of text comes near these; drawings made of letters and hostile files do. */
const maxItems = 40_000;
const maxChars = 400_000;

/** Reads PDFs on this thread, one request after another. pdf.js runs here: what it does to time and memory is the other thread's to watch. */
export function serveReader(port: MessagePort): void {
  let queue = Promise.resolve();
  port.on('message', (request: ReadRequest) => {
    const post = (message: ReadMessage) => port.postMessage(message);
    queue = queue.then(() =>
      read(request, post).then(
        () => post({ type: 'done' }),
        (error) => post({ type: 'failed', error: AppError.from(error).toData() }),
      ),
    );
  });
}

async function read(request: ReadRequest, post: (message: ReadMessage) => void): Promise<void> {
  await import('pdfjs-dist/legacy/build/pdf.mjs');
  post({ type: 'reading' });
  const data = await readBytes(request.path);
  const marked = Buffer.from(data.buffer, data.byteOffset, Math.min(data.byteLength, headBytes)).includes('%PDF');
  const task = await load(data, request.password);
  try {
    const document = await opened(task, marked);
    const pageCount = document.numPages;
    if (pageCount === 0) throw new AppError('pdf_no_pages');
    if (pageCount > maxPages) throw new AppError('pdf_too_many_pages', { data: { pages: pageCount, limit: maxPages } });
    post({ type: 'open', pageCount, info: await infoOf(document), labels: await document.getPageLabels().catch(() => null) });
    const use = new FontUse();
    for (let number = request.first; number <= pageCount; number++) {
      const page = await readPage(document, number, post);
      if (page) use.add(page);
      await nextTurn();
    }
    post({ type: 'measuring' });
    // Without it, words are placed by typical widths.
    const widths = await measureFonts(document, use.pages()).catch(() => ({}));
    post({ type: 'measured', widths });
  } finally {
    await task.destroy();
  }
}

async function readBytes(path: string): Promise<Uint8Array> {
  const { size } = await stat(path).catch(notThere);
  if (size === 0) throw new AppError('file_empty');
  if (size > maxBytes) throw new AppError('parse_memory', { data: { bytes: size, limit: maxBytes } });
  const bytes = await readFile(path).catch(notThere);
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function notThere(error: NodeJS.ErrnoException): never {
  if (error.code === 'ENOENT' || error.code === 'EISDIR') throw new AppError('file_not_found', { cause: error });
  throw error;
}

/** pdf.js comes with data it reads as it needs: character maps, metrics of the standard fonts, decoders. */
const packageFolder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const folder = (name: string) => `${join(packageFolder, name)}/`;

async function load(data: Uint8Array, password: string | null): Promise<PDFDocumentLoadingTask> {
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  return getDocument({
    // Handed over: from here on the bytes are pdf.js's.
    data,
    ...(password === null ? {} : { password }),
    cMapUrl: folder('cmaps'),
    standardFontDataUrl: folder('standard_fonts'),
    wasmUrl: folder('wasm'),
    verbosity: VerbosityLevel.ERRORS,
    // Only text is read: no page is drawn, so no image is decoded and no font built for the screen.
    maxImageSize: 1,
    disableFontFace: true,
    useSystemFonts: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    enableXfa: false,
  });
}

/** `marked`: the file says that it is a PDF. */
async function opened(task: PDFDocumentLoadingTask, marked: boolean): Promise<PDFDocumentProxy> {
  try {
    return await task.promise;
  } catch (error) {
    const { name, code } = error as { name?: string; code?: number };
    if (name === 'PasswordException')
      throw new AppError(code === 2 ? 'pdf_password_wrong' : 'pdf_password_needed', { cause: error });
    throw new AppError(marked ? 'pdf_corrupt' : 'not_a_pdf', { cause: error });
  }
}

async function infoOf(document: PDFDocumentProxy): Promise<FileInfo> {
  const metadata = await document.getMetadata().catch(() => null);
  const info = (metadata?.info ?? {}) as Record<string, unknown>;
  const field = (name: string) => (typeof info[name] === 'string' ? cleanText(info[name]).slice(0, 1000) : '');
  // XMP names every author where the information dictionary often has the first one only.
  const creators: unknown = metadata?.metadata?.get('dc:creator');
  const named = Array.isArray(creators) ? creators.filter((one) => typeof one === 'string') : [];
  const author = named.length > 1 ? cleanText(named.join('; ')).slice(0, 10_000) : field('Author');
  const created = /^D:(\d{4})/.exec(field('CreationDate'))?.[1];
  return { title: field('Title'), author, created: created === undefined ? null : Number(created) };
}

/** A page that cannot be read is told as such; the others go on. */
async function readPage(
  document: PDFDocumentProxy,
  number: number,
  post: (message: ReadMessage) => void,
): Promise<RawPage | null> {
  let size = { width: 0, height: 0 };
  try {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    size = { width, height };
    const raw = await readText(page, number);
    post({ type: 'page', page: raw });
    page.cleanup();
    return raw;
  } catch (error) {
    post({ type: 'pageFailed', number, ...size, code: AppError.is(error) ? error.code : 'pdf_corrupt' });
    return null;
  }
}

async function readText(page: PDFPageProxy, number: number): Promise<RawPage> {
  const startedAt = performance.now();
  const viewport = page.getViewport({ scale: 1 });
  const raw: RawPage = { number, width: viewport.width, height: viewport.height, items: [], fonts: {}, durationMs: 0 };
  const reader = (page.streamTextContent() as ReadableStream<TextContent>).getReader();
  const styles: Record<string, TextStyle> = {};
  let chars = 0;
  let afterSpace = false;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { ...raw, durationMs: performance.now() - startedAt };
    Object.assign(styles, value.styles);
    for (const [name, style] of Object.entries(value.styles)) raw.fonts[name] = readFont(style);
    for (const item of value.items) {
      if (!('str' in item) || item.str === '') continue;
      if (isBlank(item.str)) afterSpace = true;
      else {
        raw.items.push({ ...readItem(item, styles[item.fontName], viewport), afterSpace });
        afterSpace = false;
      }
      chars += item.str.length;
    }
    if (raw.items.length > maxItems || chars > maxChars) {
      await reader.cancel(new Error('too much text')).catch(() => undefined);
      throw new AppError('parse_memory');
    }
  }
}
