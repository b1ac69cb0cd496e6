import { expect, test } from 'vitest';
import type { Turn } from '../../../../shared/domain/conversation.ts';
import { leafUnder, shownTurn, versionsOf, withEvent } from './turns.ts';

const turn = (id: string, parentId: string | null): Turn => ({
  id,
  conversationId: 'c',
  parentId,
  question: id,
  state: 'running',
  generator: 'openai',
  evidence: [],
  text: '',
  answer: null,
  error: null,
  createdAt: 0,
  finishedAt: null,
});

test('another version comes with what was asked after it last, not with an older try', () => {
  const turns = [turn('a', null), turn('b', null), turn('a1', 'a'), turn('b1', 'b'), turn('a2', 'a'), turn('a2x', 'a2')];
  expect(versionsOf(turns, turns[1] as Turn).map(({ id }) => id)).toEqual(['a', 'b']);
  expect(leafUnder(turns, 'a')).toBe('a2x');
  expect(leafUnder(turns, 'b')).toBe('b1');
});

test('text that comes after a cited stretch is added to it, not to what was there before', () => {
  const events = [
    { type: 'delta', text: 'It ros' },
    { type: 'cited', text: 'It rose [1].', citations: [], unsupported: [] },
    { type: 'delta', text: ' It fell.' },
  ] as const;
  const shown = events.reduce((one, event) => withEvent(one, { ...event } as never), shownTurn(turn('a', null)));
  expect(shown.text).toBe('It rose [1]. It fell.');
});
