import type { PageWarning } from '../../../../../shared/domain/inspection.ts';
import type { ErrorCode } from '../../../../../shared/errors/errorTable.ts';
import { type Fragment, fragmentsOf } from '../layout/fragments.ts';
import { type Frame, framesOf, type Rect } from '../layout/frame.ts';
import { cleanText } from '../layout/text.ts';
import type { RawFont, RawPage, Rule } from '../rawPage.ts';

/** A page's text before its layout is found: what is kept of each page until the whole document was seen. */
export interface PageText {
  number: number;
  width: number;
  height: number;
  /** The text by direction, that with most characters first: the others are stamps and axis labels. */
  directions: { frame: Frame; fragments: Fragment[] }[];
  fonts: Record<string, RawFont>;
  rules: Rule[];
  error: ErrorCode | null;
  durationMs: number;
  /** As in PageTrace. */
  quality: number | null;
  warnings: PageWarning[];
  /** Set when it was read on its picture. */
  ocr: OcrText | null;
}

/** How a page's picture was read. The page here is the picture, turned upright; what leaves the parser is the page as shown. */
export interface OcrText {
  /** Of the page as shown. */
  width: number;
  height: number;
  toPage(rect: Rect): Rect;
  confidence: number;
}

export function pageText(page: RawPage): PageText {
  const { number, width, height, fonts, rules, durationMs, hiddenText } = page;
  const warnings: PageWarning[] = hiddenText === '' ? [] : [{ code: 'hidden_text', detail: cleanText(hiddenText) }];
  const directions = framesOf(page).map((frame) => ({ frame, fragments: fragmentsOf(frame.items, fonts) }));
  return { number, width, height, directions, fonts, rules, error: null, durationMs, quality: null, warnings, ocr: null };
}

export function fragmentText(fragment: Fragment): string {
  return fragment.items.map((item) => item.text).join('');
}
