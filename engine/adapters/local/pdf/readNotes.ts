import type { PageViewport, PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { cleanText, isBlank } from './layout/text.ts';

/** What somebody wrote onto a page: the value of a form's field, a comment, a note to a highlight. */
export interface RawNote {
  /** 1-based. */
  page: number;
  /** Lines with line feeds between. */
  text: string;
  /** Where it stands, in points of the page as shown. */
  x: number;
  y: number;
  width: number;
  height: number;
}

const maxNotes = 5000;
const maxChars = 10_000;
/** Flags of what is not shown on the screen. */
const hidden = 2 | 32;

/** As pdf.js gives it; what comes from the file may be anything. */
interface Annotation {
  pageIndex: number;
  rect: number[];
  annotationFlags?: number;
  contentsObj?: { str?: unknown };
  richText?: { str?: unknown };
  fieldName?: unknown;
  alternativeText?: unknown;
  fieldType?: unknown;
  fieldValue?: unknown;
  password?: boolean;
  checkBox?: boolean;
  radioButton?: boolean;
  exportValue?: unknown;
  buttonValue?: unknown;
  options?: { exportValue?: unknown; displayValue?: unknown }[];
}

/** The notes of a document, page by page and from top to bottom. Links are left out before they are looked at: papers have hundreds. */
export async function readNotes(document: PDFDocumentProxy): Promise<RawNote[]> {
  const { AnnotationType } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const { LINK, POPUP, ...others } = AnnotationType;
  const found = (await document.getAnnotationsByType(new Set(Object.values(others)), new Set())) as Annotation[] | null;
  const notes: RawNote[] = [];
  for (const annotation of found ?? []) {
    if ((annotation.annotationFlags ?? 0) & hidden) continue;
    const text = said(annotation)
      .split(/[\r\n]+/)
      .map(cleanText)
      .filter((line) => !isBlank(line))
      .join('\n')
      .slice(0, maxChars);
    if (text === '') continue;
    const page = await document.getPage(annotation.pageIndex + 1);
    notes.push({ page: annotation.pageIndex + 1, text, ...placeOf(annotation.rect, page.getViewport({ scale: 1 })) });
    if (notes.length === maxNotes) break;
  }
  return notes.sort(
    (a, b) => a.page - b.page || (Math.abs(a.y - b.y) < 0.5 * Math.min(a.height, b.height) ? a.x - b.x : a.y - b.y),
  );
}

function said(annotation: Annotation): string {
  if (annotation.fieldType === undefined) return textOf(annotation.contentsObj?.str) || textOf(annotation.richText?.str);
  const value = filledIn(annotation);
  const label = textOf(annotation.alternativeText) || plainName(textOf(annotation.fieldName));
  return value !== '' && label !== '' ? `${label}: ${value}` : value;
}

/** What is filled in or chosen; nothing for a password, an empty field or a box that is not ticked. */
function filledIn({ fieldType, fieldValue, ...field }: Annotation): string {
  if (field.password) return '';
  if (fieldType === 'Btn') {
    const own = field.radioButton ? field.buttonValue : field.checkBox ? field.exportValue : undefined;
    return own !== undefined && own === fieldValue && own !== 'Off' ? textOf(own) : '';
  }
  const values = Array.isArray(fieldValue) ? fieldValue : [fieldValue];
  const shown = (value: unknown) => field.options?.find((option) => option.exportValue === value)?.displayValue ?? value;
  return values
    .map((value) => textOf(shown(value)))
    .filter((value) => value !== '')
    .join(', ');
}

/** A field's name where a person gave it one: `First_name`, not `topmostSubform[0].f1_01[0]`. */
const plainName = (name: string) => (/^\p{L}[\p{L}\p{M}' _-]+$/u.test(name) ? name.replaceAll('_', ' ') : '');

const textOf = (value: unknown) => (typeof value === 'string' ? value.trim() : '');

function placeOf([x0, y0, x1, y1]: number[], { transform }: PageViewport): Pick<RawNote, 'x' | 'y' | 'width' | 'height'> {
  const [a, b, c, d, e, f] = transform as [number, number, number, number, number, number];
  const xs = [a * x0! + c * y0! + e, a * x1! + c * y1! + e];
  const ys = [b * x0! + d * y0! + f, b * x1! + d * y1! + f];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  const place = { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
  return Object.values(place).every(Number.isFinite) ? place : { x: 0, y: 0, width: 0, height: 0 };
}
