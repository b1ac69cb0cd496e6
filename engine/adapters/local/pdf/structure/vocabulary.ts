import type { BlockDraft } from './classify.ts';

/** How a document writes its words: what tells `half-` + `life` from `distri-` + `bution`. */
export interface Vocabulary {
  /** Whether the hyphen that ends the text belongs to the word that goes on with `next`. */
  isCompound(text: string, next: string): boolean;
}

/** Shorter second parts are endings as often as words. */
const shortest = 4;

/** Of all lines of a document, but for the words broken at their ends. */
export function vocabularyOf(pages: BlockDraft[][]): Vocabulary {
  const plain = new Set<string>();
  const compounds = new Set<string>();
  const heads = new Set<string>();
  for (const { paragraph } of pages.flat()) {
    for (const { words } of paragraph.lines) {
      for (const [i, { text }] of words.entries()) {
        const word = lower(text);
        const broken = i === words.length - 1 && /[-\u2010]$/u.test(word);
        if (broken || (i === 0 && words !== paragraph.lines[0]!.words && !/[-\u2010]/u.test(word))) continue;
        const compound = /^(\p{L}{2,})[-\u2010](\p{L}{2,})$/u.exec(word);
        if (!compound) plain.add(word);
        else {
          compounds.add(`${compound[1]}-${compound[2]}`);
          heads.add(compound[1]!);
        }
      }
    }
  }
  const isCompound = (text: string, next: string) => {
    const first = /(\p{L}+)[-\u2010]$/u.exec(text.slice(-40).toLowerCase())?.[1];
    const second = /^\p{L}+/u.exec(lower(next))?.[0];
    if (!first || !second || plain.has(first + second)) return false;
    return (
      compounds.has(`${first}-${second}`) ||
      (heads.has(first) && plain.has(first) && plain.has(second) && second.length >= shortest)
    );
  };
  return { isCompound };
}

const lower = (text: string) => text.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}\-\u2010]+$/gu, '');
