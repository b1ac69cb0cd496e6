import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MessagePort } from 'node:worker_threads';
import type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { TextContent, TextStyle } from 'pdfjs-dist/types/src/display/api.d.ts';
import { AppError, type ErrorData } from '../../../../shared/errors/AppError.ts';
import type { FileInfo } from '../../../ports/Parser.ts';
import { hiddenItems, textBeyond } from './drawing/hiddenText.ts';
import type { Matrix } from './drawing/matrix.ts';
import { type Drawing, DrawingReader, type FontWidths } from './drawing/readDrawing.ts';
import { cleanText, isBlank } from './layout/text.ts';
import { readFont, readItem } from './rawItem.ts';
import type { RawPage, Rule } from './rawPage.ts';
import { type RawNote, readNotes } from './readNotes.ts';
import { repairPdf } from './repairPdf.ts';

/** One file to read: its pages from `first` on. */
export interface ReadRequest {
  path: string;
  password: string | null;
  first: number;
  /** Whether to look at how the pages are drawn. */
  drawings: boolean;
}

export type ReadMessage =
  /** What reads PDFs is loaded: from here on a file takes the time. */
  | { type: 'reading' }
  /** `recovered`: its list of pages is lost, and these are the pages that were found. */
  | { type: 'open'; pageCount: number; info: FileInfo; labels: string[] | null; recovered: boolean }
  | { type: 'page'; page: RawPage }
  /** Follows each page. */
  | ({ type: 'drawn' } & Drawn)
  | { type: 'pageFailed'; number: number; width: number; height: number; code: ErrorData['code'] }
  /** They follow the last page. */
  | { type: 'measured'; widths: FontWidths }
  | { type: 'notes'; notes: RawNote[] }
  | { type: 'done' }
  | { type: 'failed'; error: ErrorData };

/** What the drawing of a page tells of its text. */
export interface Drawn {
  /** Indices of the items that cannot be seen. */
  hidden: number[];
  /** Text drawn where the page has ended. */
  beyond: string;
  rules: Rule[];
  /** Milliseconds it took. */
  durationMs: number;
}

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
  let task = await load(data, request.password);
  let recovered = false;
  try {
    let document: PDFDocumentProxy;
    try {
      document = await opened(task, marked);
    } catch (error) {
      const repaired = AppError.is(error) && error.code === 'pdf_corrupt' ? repairPdf(await readBytes(request.path)) : null;
      if (!repaired) throw error;
      await task.destroy();
      task = await load(repaired, request.password);
      document = await opened(task, marked);
      recovered = true;
    }
    const pageCount = document.numPages;
    if (pageCount === 0) throw new AppError('pdf_no_pages');
    if (pageCount > maxPages) throw new AppError('pdf_too_many_pages', { data: { pages: pageCount, limit: maxPages } });
    const metadata = await document.getMetadata().catch(() => null);
    if (pageCount === 1 && isDynamicForm(metadata)) throw dynamicForm();
    post({
      type: 'open',
      pageCount,
      info: infoOf(metadata),
      labels: await document.getPageLabels().catch(() => null),
      recovered,
    });
    // Of fonts that are not in it, words are placed by typical widths.
    const widths: FontWidths = {};
    for (let number = request.first; number <= pageCount; number++) {
      await readPage(document, number, { ...request, widths, post });
      await nextTurn();
    }
    post({ type: 'measured', widths });
    post({ type: 'notes', notes: await readNotes(document).catch(() => []) });
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

type Metadata = Awaited<ReturnType<PDFDocumentProxy['getMetadata']>> | null;

/** Such a file has one page, which asks to wait, or for another program; what it is about is drawn by a program inside (XFA). */
function isDynamicForm(metadata: Metadata): boolean {
  const { IsXFAPresent, IsAcroFormPresent } = (metadata?.info ?? {}) as Record<string, unknown>;
  return IsXFAPresent === true && IsAcroFormPresent === false;
}

function dynamicForm(): AppError {
  return new AppError('pdf_unsupported', { message: 'The PDF is a form that only Adobe Reader can show (XFA).' });
}

function infoOf(metadata: Metadata): FileInfo {
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
  { drawings, widths, post }: { drawings: boolean; widths: FontWidths; post: (message: ReadMessage) => void },
): Promise<void> {
  let size = { width: 0, height: 0 };
  try {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    size = { width, height };
    const raw = await readText(page, number);
    post({ type: 'page', page: raw });
    const startedAt = performance.now();
    // A page whose drawing cannot be read has its text all the same.
    const drawing = drawings && raw.items.length > 0 ? await readDrawing(page, widths).catch(() => null) : null;
    const hidden = [...hiddenItems(raw, drawing)];
    const beyond = drawing ? textBeyond(raw, drawing) : '';
    const durationMs = performance.now() - startedAt;
    post({ type: 'drawn', hidden, beyond, rules: drawing?.rules ?? [], durationMs });
    page.cleanup();
  } catch (error) {
    post({ type: 'pageFailed', number, ...size, code: AppError.is(error) ? error.code : 'pdf_corrupt' });
  }
}

async function readDrawing(page: PDFPageProxy, widths: FontWidths): Promise<Drawing> {
  const { AnnotationMode, OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const { transform, width, height } = page.getViewport({ scale: 1 });
  const operators = await page.getOperatorList({ annotationMode: AnnotationMode.DISABLE });
  const scales = new Map<string, number>();
  const scaleOf = (name: string) => {
    const known = page.commonObjs.has(name) ? (page.commonObjs.get(name) as { fontMatrix?: number[] }).fontMatrix?.[0] : null;
    return known ?? 0.001;
  };
  const fontScale = (name: string) => {
    if (!scales.has(name)) scales.set(name, scaleOf(name));
    return scales.get(name)!;
  };
  const box = { x0: 0, y0: 0, x1: width, y1: height };
  return new DrawingReader(OPS, transform as Matrix, box, widths, fontScale).read(operators);
}

async function readText(page: PDFPageProxy, number: number): Promise<RawPage> {
  const startedAt = performance.now();
  const viewport = page.getViewport({ scale: 1 });
  const { width, height } = viewport;
  const raw: RawPage = { number, width, height, items: [], fonts: {}, rules: [], hiddenText: '', durationMs: 0 };
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
