import type { TextRun } from '../../../../../shared/domain/geometry.ts';
import type { Block } from '../../../../ports/Parser.ts';
import type { RawNote } from '../readNotes.ts';

interface Assembled {
  text: string;
  runs: TextRun[];
  blocks: Block[];
}

/** A page's text with its notes behind it, each a block of its own whose words stand where the note does. What the page says already is not said twice. */
export function withNotes(page: Assembled, notes: RawNote[]): Assembled {
  const own = lettersOf(page.text);
  let { text } = page;
  const runs = [...page.runs];
  const blocks = [...page.blocks];
  for (const { text: note, x, y, width, height } of notes) {
    const letters = lettersOf(note);
    // A highlight often holds a copy of what it marks; a field's short value may stand anywhere by chance.
    if (letters === '' || (letters.length >= minCopy && own.includes(letters))) continue;
    const start = text.length;
    for (const { 0: word, index } of note.matchAll(/\S+/g))
      runs.push({ start: start + index, end: start + index + word.length, ...rounded({ x, y, width, height }) });
    text += `${note}\n`;
    blocks.push({ kind: 'note', level: 0, start, end: text.length });
  }
  return { text, runs, blocks };
}

const minCopy = 30;

const lettersOf = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

function rounded<T extends Record<string, number>>(box: T): T {
  return Object.fromEntries(Object.entries(box).map(([key, value]) => [key, Math.round(value * 100) / 100])) as T;
}
