import { expect, test } from 'vitest';
import { answerSegments, type Segment } from './answerSegments.ts';

const show = (segments: Segment[]) =>
  segments.map((segment) =>
    segment.type === 'citation' ? `#${segment.n}` : segment.unsupported ? `!${segment.text}` : segment.text,
  );

const cite = (...numbers: number[]) => numbers.map((n) => ({ n, quote: '' }));

test('citations become segments of their own, several in one bracket too', () => {
  expect(show(answerSegments('Yield rose [1]. It fell later [2, 3].', cite(1, 2, 3), []))).toEqual([
    'Yield rose',
    '#1',
    '. It fell later',
    '#2',
    '#3',
    '.',
  ]);
});

test('a number in brackets that is no citation of this answer stays text', () => {
  expect(show(answerSegments('As in [17], yield rose [1].', cite(1), []))).toEqual(['As in [17], yield rose', '#1', '.']);
});

test('unsupported sentences are marked where they stand, also around a citation and when they occur twice', () => {
  const answer = 'It rose. Nobody knows. It rose. Nobody [1] knows.';
  expect(show(answerSegments(answer, cite(1), ['Nobody knows.', 'Nobody [1] knows.', 'Not said at all.']))).toEqual([
    'It rose. ',
    '!Nobody knows.',
    ' It rose. ',
    '!Nobody',
    '#1',
    '! knows.',
  ]);
});

test('nothing of the answer is lost', () => {
  const answer = 'A [1] b. [2]\n\nC [9] d.';
  const segments = answerSegments(answer, cite(1, 2), ['C [9] d.']);
  const text = segments.map((segment) => (segment.type === 'text' ? segment.text : ` [${segment.n}]`)).join('');
  expect(text).toBe(answer);
});

test('a reference inside a quoted sentence is the paper’s own, not a citation of the answer', () => {
  const quote = 'Wade et al. [3] saw that density matters [1].';
  const citations = [...cite(1, 3), { n: 2, quote }];
  expect(show(answerSegments(`${quote} [2] It rose [3].`, citations, []))).toEqual([quote, '#2', ' It rose', '#3', '.']);
});
