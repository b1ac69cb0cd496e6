import { expect, test } from 'vitest';
import type { Passage } from '../../../../shared/domain/passage.ts';
import { excerpt, marked } from './byPaper.ts';

const passage = (text: string, section = '') => ({ text, section }) as Passage;

test('words are marked whatever their case, accents and endings, short ones not', () => {
  const hits = marked('Die Blüte der Linden und ihre Tänze', 'BLUTEN tanze und')
    .filter(({ hit }) => hit)
    .map(({ text }) => text);
  expect(hits).toEqual(['Blüte', 'Tänze']);
});

test('a long passage is shown from near the first word asked for, without its heading', () => {
  const filler = 'nothing of note here '.repeat(20);
  expect(excerpt(passage(`Results ${filler}the glacier slid`, 'Results'), 'glacier')).toMatch(/^… .{40,120}the glacier slid$/);
  expect(excerpt(passage('Results The glacier slid', 'Results'), 'glacier')).toBe('The glacier slid');
});
