import { type FoldedText, foldText } from '../library/foldText.ts';

/**
 * A text reduced to its letters and digits, folded: what is left when typesetting, copying and text recognition have had their way with white space, hyphens and
 * signs. Character i of `text` stands at [starts[i], ends[i]) of the original.
 */
export function lettersOf(original: string): FoldedText {
  const folded = foldText(original);
  const kept: number[] = [];
  for (let i = 0; i < folded.text.length; i++) if (counts(folded.text.charCodeAt(i))) kept.push(i);
  return {
    text: kept.map((i) => folded.text[i]!).join(''),
    starts: Uint32Array.from(kept, (i) => folded.starts[i]!),
    ends: Uint32Array.from(kept, (i) => folded.ends[i]!),
  };
}

const letterOrDigit = /[\p{L}\p{N}]/u;

/** Halves of surrogate pairs count: nearly all of them are letters of rare scripts. */
function counts(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
  return (code >= 0xd800 && code <= 0xdfff) || letterOrDigit.test(String.fromCharCode(code));
}

/** Length of the pieces two texts are first compared by: long enough to be telling, short enough to survive an error every 20 letters. */
const gramLength = 5;

/** The overlapping pieces of a text of letters. */
export function gramsOf(letters: string): Set<string> {
  const grams = new Set<string>();
  for (let at = 0; at + gramLength <= letters.length; at++) grams.add(letters.slice(at, at + gramLength));
  return grams;
}

/** Share of the pieces that stand in a text of letters, 0…1. */
export function shareOf(grams: ReadonlySet<string>, letters: string): number {
  const held = gramsOf(letters);
  let shared = 0;
  for (const gram of grams) if (held.has(gram)) shared++;
  return shared / grams.size;
}
