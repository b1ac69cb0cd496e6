import { union } from './frame.ts';
import type { Word } from './lines.ts';

/** Fewer letters in a row are labels. */
const minLetters = 5;
/** More are hardly one word. */
const maxWord = 10;
/** A gap wider than this many of the usual ones parts two words. */
const wordGap = 1.6;

/** Words of headings set letter by letter: `R E S E A R C H  A R T I C L E`. */
export function joinSpacedLetters(words: Word[]): Word[] {
  const joined: Word[] = [];
  for (let i = 0; i < words.length; ) {
    let end = i;
    while (end < words.length && isLetter(words[end]!) && (end === i || !words[end]!.beginsCell)) end++;
    if (end - i < minLetters || !isEven(words.slice(i, end))) joined.push(words[i++]!);
    else {
      joined.push(...wordsOf(words.slice(i, end)));
      i = end;
    }
  }
  return joined;
}

const isLetter = ({ text }: Word) => /^\p{Lu}$/u.test(text);
const gaps = (letters: Word[]) => letters.slice(1).map(({ box }, i) => box.x - letters[i]!.box.x - letters[i]!.box.width);
const middle = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** Letters of one line stand close together, those of a drawing or a table do not. Many at even gaps are words that nothing parts. */
function isEven(letters: Word[]): boolean {
  const all = gaps(letters);
  const usual = middle(all);
  const parted = letters.length <= maxWord || all.some((gap) => gap > wordGap * usual);
  return usual > 0 && usual < letters[0]!.box.height && parted;
}

function wordsOf(letters: Word[]): Word[] {
  const all = gaps(letters);
  const usual = middle(all);
  const words: Word[] = [letters[0]!];
  for (const [i, letter] of letters.slice(1).entries()) {
    const word = words.at(-1)!;
    if (all[i]! > wordGap * usual) words.push(letter);
    else words[words.length - 1] = { ...word, text: word.text + letter.text, box: union(word.box, letter.box) };
  }
  return words;
}
