import type { PageText } from './pageText.ts';

/** Share of the letters in impossible words from which a page is not text. Papers full of code or formulas stay below a fifth. */
const pageShare = 0.35;
/** In a document that is garbled as a whole, pages count from here. */
const doubtfulShare = 0.2;
const documentShare = 0.3;
/** A page with fewer letters tells too little. */
const minLetters = 200;

/**
 * Some files draw the right shapes but name the wrong letters: what can be read out is noise (`OHFMQJEJ`, `H8noroBbIH`). Such pages are marked and lose
 * their text. Told by what no script does: capitals, digits and signs in the middle of words, words of Latin letters without a vowel, text whose
 * characters all end a block of 256 (bytes swapped).
 */
export function markGarbled(pages: PageText[]): void {
  const measures = pages.map(measure);
  const letters = measures.reduce((sum, { letters }) => sum + letters, 0);
  const odd = measures.reduce((sum, { odd }) => sum + odd, 0);
  const limit = odd > documentShare * letters ? doubtfulShare : pageShare;
  pages.forEach((page, i) => {
    const measured = measures[i]!;
    page.quality = qualityFrom(measured);
    const noise = measured.letters >= minLetters && measured.odd > limit * measured.letters;
    const voiceless = measured.words >= 40 && measured.voiceless > 0.25 * measured.words;
    const swapped = measured.letters >= 20 && measured.swapped > 0.6 * measured.letters;
    if (!noise && !voiceless && !swapped) return;
    page.error = 'pdf_text_garbled';
    page.directions = [];
    page.quality = 0;
    page.warnings.push({ code: 'text_garbled', detail: '' });
  });
}

/** Share of a page's letters in words that can be words; null where there are too few to tell. */
export function qualityOf(page: PageText): number | null {
  return qualityFrom(measure(page));
}

function qualityFrom({ letters, odd }: { letters: number; odd: number }): number | null {
  return letters >= minLetters ? Math.max(0, 1 - odd / letters) : null;
}

function measure(page: PageText): { letters: number; odd: number; words: number; voiceless: number; swapped: number } {
  const sum = { letters: 0, odd: 0, words: 0, voiceless: 0, swapped: 0 };
  for (const { fragments } of page.directions) {
    for (const item of fragments.flatMap(({ items }) => items)) {
      for (const raw of item.text.split(/\s+/u)) {
        const word = raw.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
        if (!/\p{L}/u.test(word)) continue;
        sum.letters += word.length;
        if (word.length >= 4 && isOdd(word)) sum.odd += word.length;
        for (let i = 0; i < word.length; i++) if ((word.charCodeAt(i) & 0xff) === 0) sum.swapped++;
        if (!/^\p{Script=Latin}\p{Ll}{3,}$/u.test(word)) continue;
        sum.words++;
        if (!/[aeiouy]/i.test(word.normalize('NFD'))) sum.voiceless++;
      }
    }
  }
  return sum;
}

function isOdd(word: string): boolean {
  return (
    /\p{Ll}\p{Lu}+\p{Ll}*\p{Lu}|\p{Lu}{2,}\p{Ll}+\p{Lu}/u.test(word) ||
    /\p{L}\d+\p{Ll}|^\d+\p{Ll}{3,}/u.test(word) ||
    /\p{L}[^\p{L}\p{N}\p{M}'’‘\-–—‐./:@_·+&()=,\u0640]+\p{L}/u.test(word)
  );
}
