import { AppError } from '../../../../../shared/errors/AppError.ts';
import type { Recognition } from '../../../../ports/Parser.ts';
import { qualityOf } from '../structure/garbled.ts';
import { type PageText, pageText } from '../structure/pageText.ts';
import type { OcrReader } from './OcrReader.ts';
import type { OcrPage } from './ocrPage.ts';
import { placeOnPage } from './placeOnPage.ts';

/** Recognised words of less mean confidence are to be read with care: about one in ten is wrong. */
const doubtfulConfidence = 0.75;
/** To those who watch, silence means that something hangs. */
const signMs = 5000;

/** Whether a page has to be read on its picture: it has no text, or text that names the wrong letters. */
export function needsOcr({ error, directions }: PageText): boolean {
  return error === 'pdf_text_garbled' || (error === null && directions.length === 0);
}

/**
 * Reads the pages that need it on their pictures, in place. What cannot be read there either stays as it was, with a warning that says why. `onSign` is called with the number of pages left,
 * at every page and now and then between.
 */
export async function recognisePages(
  reader: OcrReader,
  pages: PageText[],
  file: { path: string; password: string | null; recognition: Recognition },
  options: { signal: AbortSignal; onSign(left: number): void },
): Promise<void> {
  const open = pages.filter(needsOcr);
  if (open.length === 0) return;
  let left = open.length;
  options.onSign(left);
  const sign = setInterval(() => options.onSign(left), signMs);
  try {
    await reader.read({
      ...file,
      pages: open.map((page) => page.number),
      signal: options.signal,
      onPage: (number, read) => {
        pages[number - 1] = withPicture(pages[number - 1]!, read);
        options.onSign(--left);
      },
      onFailed: (number, reason) => {
        pages[number - 1]!.warnings.push({ code: 'ocr_failed', detail: reason });
        options.onSign(--left);
      },
    });
  } catch (error) {
    throw AppError.from(error);
  } finally {
    clearInterval(sign);
  }
}

function withPicture(page: PageText, read: OcrPage): PageText {
  const durationMs = page.durationMs + read.raw.durationMs;
  if (read.confidence === null) return { ...page, durationMs };
  const upright = pageText({ ...read.raw, durationMs });
  const warnings = [...page.warnings];
  if (read.turn !== 0) warnings.push({ code: 'page_turned', detail: String(read.turn) });
  if (read.confidence < doubtfulConfidence) warnings.push({ code: 'ocr_doubtful', detail: '' });
  const ocr = { width: page.width, height: page.height, toPage: placeOnPage(read), confidence: read.confidence };
  return { ...upright, quality: qualityOf(upright), warnings, ocr };
}
