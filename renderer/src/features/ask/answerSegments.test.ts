import { expect, test } from 'vitest';
import { answerSegments, type Segment } from './answerSegments.ts';

const show = (segments: Segment[]) =>
  segments.map((segment) =>
    segment.type === 'citation' ? `#${segment.n}` : segment.unsupported ? `!${segment.text}` : segment.text,
  );

test('citations become segments of their own, several in one bracket too', () => {
  expect(show(answerSegments('Yield rose [1]. It fell later [2, 3].', new Set([1, 2, 3]), []))).toEqual([
    'Yield rose',
    '#1',
    '. It fell later',
    '#2',
    '#3',
    '.',
  ]);
});

test('a number in brackets that is no citation of this answer stays text', () => {
  expect(show(answerSegments('As in [17], yield rose [1].', new Set([1]), []))).toEqual(['As in [17], yield rose', '#1', '.']);
});

test('unsupported sentences are marked where they stand, also around a citation and when they occur twice', () => {
  const answer = 'It rose. Nobody knows. It rose. Nobody [1] knows.';
  expect(show(answerSegments(answer, new Set([1]), ['Nobody knows.', 'Nobody [1] knows.', 'Not said at all.']))).toEqual([
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
  const segments = answerSegments(answer, new Set([1, 2]), ['C [9] d.']);
  const text = segments.map((segment) => (segment.type === 'text' ? segment.text : ` [${segment.n}]`)).join('');
  expect(text).toBe(answer);
});
