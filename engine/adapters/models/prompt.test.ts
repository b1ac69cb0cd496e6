import { expect, test } from 'vitest';
import { type ChatMessage, fitPrompt, plainPrompt } from './prompt.ts';

const lengthOf = (messages: ChatMessage[]) => messages.reduce((sum, message) => sum + message.content.length, 0);
const within = (characters: number) => (messages: ChatMessage[]) => lengthOf(messages) <= characters;
const passages = ['first', 'second', 'third'].map((word) => ({
  title: `Paper ${word}`,
  section: 'Results',
  text: `${word} `.repeat(100).trim(),
}));
const request = { question: 'Which is it?', passages };

test('with room for all, all passages are there, numbered in their order', () => {
  const text = plainPrompt(fitPrompt(request, within(100_000)));
  expect(text.indexOf('[1] Paper first, Results: first')).toBeGreaterThan(0);
  expect(text.indexOf('[3] Paper third')).toBeGreaterThan(text.indexOf('[2] Paper second'));
  expect(text.indexOf('Question: Which is it?')).toBeGreaterThan(text.indexOf('[3]'));
  expect(text.endsWith('\nAnswer:')).toBe(true);
});

test('the last passages go first, and numbers keep their meaning', () => {
  const text = plainPrompt(fitPrompt(request, within(1_800)));
  expect(text).toContain('[2] Paper second');
  expect(text).not.toContain('third');
});

test('in a small context the first passage is cut at a word, as long as it fits', () => {
  for (const room of [120, 200, 320, 600, 950]) {
    const messages = fitPrompt(request, within(room));
    expect(lengthOf(messages)).toBeLessThanOrEqual(room);
    expect(lengthOf(messages)).toBeGreaterThan(room - 60);
    expect(messages.at(-1)?.content).toMatch(/\[1\] (first )*first\n\nQuestion: Which is it\?$/);
  }
});

test('a question that leaves no room for a passage is context_too_small', () => {
  expect(() => fitPrompt({ ...request, question: 'long '.repeat(100) }, within(400))).toThrow(
    expect.objectContaining({ code: 'context_too_small' }),
  );
});
