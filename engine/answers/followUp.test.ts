import { describe, expect, it } from 'vitest';
import { type EarlierTurn, leanedOn, leansOnEarlier, refersBack } from './followUp.ts';

const turn = (question: string): EarlierTurn => ({ question, answer: null, documentIds: [] });
const questions = (turns: EarlierTurn[]) => turns.map(({ question }) => question);

describe('leansOnEarlier', () => {
  it.each([
    'What about its effect on roots?',
    'And in the second summer?',
    'Why?',
    'Tell me more.',
    'Why did they close in winter?',
    'Which of these was the largest in the sample?',
    'How does rainfall change it?',
    'Can you explain that in more detail?',
    'What was the yield?',
    'Who is she?',
    'How did its pressure change in the tunnels under the winter ice?',
  ])('sees that this one cannot stand alone: %s', (question) => {
    expect(leansOnEarlier(question)).toBe(true);
  });

  it.each([
    'How does maize lose its leaves?',
    'Which volatile compounds mark durum wheat kernels infected by Fusarium poae?',
    'Are newly weaned grey seal pups less aggressive towards familiar individuals?',
    'How do bees tell their nestmates about lime trees?',
    'Do plants that stood close to a gap grow thicker stalks?',
    'What is unusual about the reproduction of the fanged frog?',
    'Android phones and orchards: what links the two?',
  ])('leaves this one alone: %s', (question) => {
    expect(leansOnEarlier(question)).toBe(false);
  });
});

describe('refersBack', () => {
  it.each([
    ['When was it first performed?', true],
    ['What about their roots?', true],
    ['Which proteins does it contain?', true],
    ['How large are its tadpoles?', true],
    ['When a glacier slides, does it melt?', false],
    ['What about honeybees?', false],
    ['How do honeybees find their flowers?', false],
  ])('%s %s', (question, refers) => {
    expect(refersBack(question)).toBe(refers);
  });
});

describe('leanedOn', () => {
  const earlier = ['How do glaciers slide over rock?', 'What is maize sown for?', 'And in winter?', 'Why?'].map(turn);

  it('goes back to the question that stands for itself, and no further', () => {
    expect(questions(leanedOn('What about its roots?', earlier))).toEqual(['What is maize sown for?', 'And in winter?', 'Why?']);
    expect(questions(leanedOn('What about its roots?', earlier.slice(0, 2)))).toEqual(['What is maize sown for?']);
  });

  it('needs nothing for a question that stands for itself, or the first one', () => {
    expect(leanedOn('How do honeybees find lime trees?', earlier)).toEqual([]);
    expect(leanedOn('Why?', [])).toEqual([]);
  });
});
