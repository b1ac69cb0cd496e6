import { isRtl } from '../layout/text.ts';
import type { RawItem } from '../rawPage.ts';
import type { OcrPage, Turn } from './ocrPage.ts';
import type { Picture } from './PagePictures.ts';
import type { Recognised, RecognisedLine, RecognisedWord } from './Recogniser.ts';

/** Below it a word is not kept, measured on scans: right words rarely have less, and what tesseract sees in pictures rarely more. */
const leastConfidence = 0.3;
/** Marks and short words: pictures are full of what looks like them. */
const leastOfShort = 0.7;
/** A line with more than this on the mean is one of text: every word of it is kept. */
const sureLine = 0.85;
/** A line with less hardly is; only words above `leastInDoubt` are kept. */
const doubtfulLine = 0.5;
const leastInDoubt = 0.8;
/** Of what tesseract saw on a page, at least this share must be words, or there is no text on it. */
const leastShare = 0.25;
/** Sizes of type nearer to each other than this share are one: on a crooked scan tesseract's measure wavers by as much. */
const sameSize = 0.25;
const scriptWithoutSpaces = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}、。，]/u;

/** The one font of recognised text. */
export const ocrFont = { ascent: 0.75, descent: 0.22, widths: {}, family: 'serif' } as const;

/** What was recognised as a page of text items, so that it gets its layout like any other. */
export function ocrPageOf(
  number: number,
  { lines, skew }: Recognised,
  { width, height, dpi }: Picture,
  turn: Turn,
): Omit<OcrPage, 'raw'> & { raw: Omit<OcrPage['raw'], 'durationMs'> } {
  const kept = withoutNoise(lines);
  const points = 72 / dpi;
  const sizes = sizesOf(kept, points);
  const items = kept.flatMap((line, i) => itemsOf(line, sizes[i]!, points));
  const words = kept.flatMap((line) => line.words);
  return {
    raw: { number, width: width * points, height: height * points, items, fonts: { ocr: ocrFont }, rules: [], hiddenText: '' },
    turn,
    skew,
    confidence: words.length > 0 ? meanConfidence(words) : null,
  };
}

/** Words that are surely right: few come of a page that stands upside down. */
export function sureWords({ lines }: Recognised): number {
  return lines.flatMap((line) => line.words).filter(isSure).length;
}

function isSure({ text, confidence }: RecognisedWord): boolean {
  return confidence > 0.8 && (/\p{L}{3}/u.test(text) || scriptWithoutSpaces.test(text));
}

/** Lines without what is no text: specks, rules, drawings. */
function withoutNoise(lines: RecognisedLine[]): RecognisedLine[] {
  const seen = lines.reduce((sum, line) => sum + line.words.length, 0);
  const kept = lines
    .map((line) => {
      const mean = meanConfidence(line.words);
      return { ...line, words: line.words.filter((word) => word.confidence >= leastOf(word, mean)) };
    })
    .filter((line) => line.words.some(({ text }) => /[\p{L}\p{N}]/u.test(text)));
  const words = kept.flatMap((line) => line.words);
  return words.length >= leastShare * seen && words.some(isSure) ? kept : [];
}

function leastOf({ text }: RecognisedWord, lineMean: number): number {
  if (lineMean < doubtfulLine) return leastInDoubt;
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (lineMean > sureLine && letters > 0) return 0;
  return letters > 2 || scriptWithoutSpaces.test(text) ? leastConfidence : leastOfShort;
}

function meanConfidence(words: RecognisedWord[]): number {
  return words.reduce((sum, word) => sum + word.confidence, 0) / Math.max(1, words.length);
}

/** Of each line in points. Tesseract's measure wavers from line to line; type does not: lines near the commonest size have that size. */
function sizesOf(lines: RecognisedLine[], points: number): number[] {
  const sizes = lines.map((line) => line.height * points);
  const weights = lines.map((line) => line.words.reduce((sum, word) => sum + word.text.length, 0));
  const open = new Set(lines.keys());
  while (open.size > 0) {
    const near = (i: number) => [...open].filter((j) => Math.abs(sizes[j]! - sizes[i]!) < sameSize * sizes[i]!);
    const weigh = (some: number[]) => some.reduce((sum, i) => sum + weights[i]!, 0);
    let best: number[] = [];
    for (const i of open) {
      const group = near(i);
      if (best.length === 0 || weigh(group) > weigh(best)) best = group;
    }
    const mean = best.reduce((sum, i) => sum + sizes[i]! * weights[i]!, 0) / weigh(best);
    for (const i of best) {
      sizes[i] = Math.round(mean * 10) / 10;
      open.delete(i);
    }
  }
  return sizes;
}

function itemsOf({ words, baseline }: RecognisedLine, size: number, points: number): RawItem[] {
  const items: RawItem[] = [];
  for (const { text, x0, x1 } of words) {
    const previous = items.at(-1);
    const joined = previous && scriptWithoutSpaces.test(previous.text.slice(-1)) && scriptWithoutSpaces.test(text[0]!);
    if (joined && x0 * points - (previous.x + previous.advance) < size) {
      previous.text += text;
      previous.advance = x1 * points - previous.x;
      continue;
    }
    items.push({
      text,
      x: x0 * points,
      y: baseline * points,
      angle: 0,
      advance: (x1 - x0) * points,
      size,
      font: 'ocr',
      rtl: isRtl(text),
      afterSpace: true,
    });
  }
  return items;
}
