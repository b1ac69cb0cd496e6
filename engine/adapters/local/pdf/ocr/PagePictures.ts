import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Canvas, createCanvas, DOMMatrix, ImageData, Path2D } from '@napi-rs/canvas';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Turn } from './ocrPage.ts';

/** A page as grey pixels. */
export interface Picture {
  /** A PGM file. */
  bytes: Buffer;
  width: number;
  height: number;
  dpi: number;
  /** Nothing is drawn on it: all of one shade, or nearly. */
  blank: boolean;
}

/** No picture of a page gets more pixels, however large the page. */
const maxPixels = 12e6;
/** Images with more are left out, as drawing them takes gigabytes: a sheet of A4 at 1000 dpi has so many. */
const maxImagePixels = 60e6;
/** Two shades this near (of 255) cannot be told from noise. */
const leastContrast = 24;
/** Fewer pixels of another shade than the ground's are dust. */
const leastInk = 30;

const packageFolder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const folder = (name: string) => `${join(packageFolder, name)}/`;

/** Where pdf.js draws. It looks for these itself in Node only, and not in a process of Electron. */
class CanvasFactory {
  create(width: number, height: number) {
    const canvas = createCanvas(Math.max(1, width), Math.max(1, height));
    return { canvas, context: canvas.getContext('2d') };
  }

  getNoAlphaContext(canvas: Canvas) {
    return canvas.getContext('2d', { alpha: false });
  }

  reset(entry: { canvas: Canvas }, width: number, height: number) {
    entry.canvas.width = Math.max(1, width);
    entry.canvas.height = Math.max(1, height);
  }

  destroy(entry: { canvas: Canvas }) {
    entry.canvas.width = entry.canvas.height = 0;
  }
}

/** The pages of one PDF as pictures. */
export class PagePictures {
  readonly #document: PDFDocumentProxy;

  private constructor(document: PDFDocumentProxy) {
    this.#document = document;
  }

  static async open(path: string, password: string | null): Promise<PagePictures> {
    Object.assign(globalThis, { DOMMatrix, ImageData, Path2D });
    const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
    const bytes = await readFile(path);
    const task = getDocument({
      data: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      ...(password === null ? {} : { password }),
      CanvasFactory,
      cMapUrl: folder('cmaps'),
      standardFontDataUrl: folder('standard_fonts'),
      wasmUrl: folder('wasm'),
      iccUrl: folder('iccs'),
      verbosity: VerbosityLevel.ERRORS,
      maxImageSize: maxImagePixels,
      // Letters are drawn as outlines: nothing is asked of the system.
      disableFontFace: true,
      useSystemFonts: false,
      isOffscreenCanvasSupported: false,
      isImageDecoderSupported: false,
      enableXfa: false,
    });
    return new PagePictures(await task.promise);
  }

  async draw(number: number, turn: Turn, wishedDpi: number): Promise<Picture> {
    const page = await this.#document.getPage(number);
    const rotation = (page.rotate + turn) % 360;
    const { width: pointsWide, height: pointsHigh } = page.getViewport({ scale: 1, rotation });
    const scale = Math.min(wishedDpi / 72, Math.sqrt(maxPixels / (pointsWide * pointsHigh)));
    const viewport = page.getViewport({ scale, rotation });
    const [width, height] = [Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height))];
    const canvas = createCanvas(width, height);
    const { AnnotationMode } = await import('pdfjs-dist/legacy/build/pdf.mjs');
    await page.render({
      canvas: canvas as never,
      viewport,
      background: '#fff',
      // As for printing: pdf.js then waits for no screen.
      intent: 'print',
      // What they say is read from the file.
      annotationMode: AnnotationMode.DISABLE,
    }).promise;
    page.cleanup();
    return { ...greyOf(canvas), width, height, dpi: scale * 72 };
  }
}

function greyOf(canvas: Canvas): { bytes: Buffer; blank: boolean } {
  const { width, height } = canvas;
  const colours = canvas.data();
  const head = Buffer.from(`P5\n${width} ${height}\n255\n`);
  const bytes = Buffer.allocUnsafe(head.length + width * height);
  head.copy(bytes);
  const counts = new Uint32Array(256);
  for (let from = 0, to = head.length; to < bytes.length; from += 4, to++) {
    const grey = (colours[from]! * 77 + colours[from + 1]! * 151 + colours[from + 2]! * 28) >> 8;
    counts[grey]!++;
    bytes[to] = grey;
  }
  const ground = counts.indexOf(Math.max(...counts));
  const ink = counts.reduce((sum, count, grey) => sum + (Math.abs(grey - ground) >= leastContrast ? count : 0), 0);
  return { bytes, blank: ink < leastInk };
}
