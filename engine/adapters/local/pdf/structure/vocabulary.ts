import type { BlockDraft } from './classify.ts';

/** How a document writes its words: what tells `half-` + `life` from `distri-` + `bution`. */
export interface Vocabulary {
  /** Whether the hyphen that ends the text belongs to the word that goes on with `next`. */
  isCompound(text: string, next: string): boolean;
}

/** Of the words within the lines of a document: those with a hyphen, and those without. */
export function vocabularyOf(pages: BlockDraft[][]): Vocabulary {
  const plain = new Set<string>();
  const compounds = new Set<string>();
  for (const { paragraph } of pages.flat()) {
    for (const { words } of paragraph.lines) {
      for (const { text } of words) {
        const parts = lower(text).split(/[-\u2010]/u);
        if (parts.length === 1) plain.add(parts[0]!);
        for (let i = 1; i < parts.length; i++) if (parts[i - 1] && parts[i]) compounds.add(`${parts[i - 1]}-${parts[i]}`);
      }
    }
  }
  return {
    isCompound(text, next) {
      const first = /(\p{L}+)[-\u2010]$/u.exec(text.slice(-40).toLowerCase())?.[1];
      const second = /^\p{L}+/u.exec(next.toLowerCase())?.[0];
      if (first === undefined || second === undefined) return false;
      return compounds.has(`${first}-${second}`) && !plain.has(first + second);
    },
  };
}

const lower = (text: string) => text.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}\-\u2010]+$/gu, '');
