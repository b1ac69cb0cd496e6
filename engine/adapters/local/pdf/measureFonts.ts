import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { RawPage } from './rawPage.ts';

/** Width of characters in 1/1000 of the size, by font. */
export type FontWidths = Record<string, Record<string, number>>;

/** Pages whose drawing is looked at: it takes as long again as reading their text. */
const maxPages = 3;

/** Which fonts hold how much of a document's text, and on which pages. */
export class FontUse {
  readonly #chars = new Map<string, number>();
  readonly #pages = new Map<number, Set<string>>();

  add({ number, items }: RawPage): void {
    for (const { font, text } of items) this.#chars.set(font, (this.#chars.get(font) ?? 0) + text.length);
    this.#pages.set(number, new Set(items.map((item) => item.font)));
  }

  /** A few pages that show most of the text's fonts. */
  pages(): number[] {
    const chosen: number[] = [];
    const seen = new Set<string>();
    const gain = (fonts: Set<string>) => [...fonts].reduce((sum, font) => sum + (seen.has(font) ? 0 : this.#chars.get(font)!), 0);
    while (chosen.length < maxPages) {
      const [number, fonts] = [...this.#pages].reduce((best, page) => (gain(page[1]) > gain(best[1]) ? page : best), [
        0,
        new Set<string>(),
      ] as const);
      if (gain(fonts) === 0) break;
      chosen.push(number);
      for (const font of fonts) seen.add(font);
    }
    return chosen;
  }
}

interface Glyph {
  unicode: string;
  width: number;
}

/** The widths of the characters that the pages draw. pdf.js gives them with a page's drawing only, not with its text. */
export async function measureFonts(document: PDFDocumentProxy, pages: number[]): Promise<FontWidths> {
  const { AnnotationMode, OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const widths: FontWidths = {};
  for (const number of pages) {
    const page = await document.getPage(number);
    const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: AnnotationMode.DISABLE });
    let current: Record<string, number> = {};
    fnArray.forEach((operator, i) => {
      const [argument] = (argsArray[i] ?? []) as unknown[];
      if (operator === OPS.setFont) current = widths[argument as string] ??= {};
      else if (operator === OPS.showText) {
        for (const glyph of argument as (Glyph | number | null)[]) {
          if (typeof glyph === 'object' && glyph && [...glyph.unicode].length === 1) current[glyph.unicode] = glyph.width;
        }
      }
    });
    page.cleanup();
  }
  return widths;
}
